import http, { type ClientRequest, type IncomingMessage } from "node:http";
import https, { type RequestOptions } from "node:https";
import { Client } from "minio";
import { collectRefusal } from "./failures";

export interface S3Config {
  /** `http(s)://host[:port]`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** The bucket in the path, as MinIO and most others have it, not in the host name. */
  readonly pathStyle: boolean;
  /** Where clients reach the same store; without it bytes go through the platform. */
  readonly publicEndpoint?: string;
  /** Sent with every write: `x-amz-server-side-encryption` and its kin. */
  readonly encryptionHeaders?: Readonly<Record<string, string>>;
  /** Where copies for runs are kept, on the file system of the runs. */
  readonly cacheFolder?: string;
  /** Bytes of a part, at least 5 MiB; larger for objects that would have more than 10,000. Two are on their way at once. */
  readonly partBytes?: number;
  /** Objects above this are moved piece by piece; S3 copies at most 5 GiB at once. */
  readonly copyBytes?: number;
}

/** A store that says nothing for this long will not answer. */
const SILENT_MS = 30_000;
/** A stream whose reader takes nothing for this long is given up. */
const STALLED_MS = 10 * 60_000;
const SOCKETS = 128;

/** The client of the MinIO project, with what it keeps from its callers. */
export class S3Client extends Client {
  listUploadedParts(bucket: string, key: string, uploadId: string) {
    return this.listParts(bucket, key, uploadId);
  }
}

/** No connection is made yet. Its own retries are off: they hold on to answers and write to the console. */
export function openClient(config: S3Config, endpoint: string): S3Client {
  const { protocol, hostname, port } = new URL(endpoint);
  const isSecure = protocol === "https:";
  const agent = { keepAlive: true, maxSockets: SOCKETS };
  return new S3Client({
    endPoint: hostname,
    ...(port !== "" && { port: Number(port) }),
    useSSL: isSecure,
    accessKey: config.accessKey,
    secretKey: config.secretKey,
    region: config.region,
    pathStyle: config.pathStyle,
    transport: patient(isSecure ? https.request : http.request),
    transportAgent: isSecure ? new https.Agent(agent) : new http.Agent(agent),
    retryOptions: { disableRetry: true },
  });
}

/** Requests that end by themselves, and refusals of a moment as errors that say what the store said. */
function patient(send: typeof https.request): { readonly request: typeof https.request } {
  const request = (options: RequestOptions, onResponse?: (response: IncomingMessage) => void): ClientRequest => {
    const sent = send(options);
    sent.setTimeout(SILENT_MS, () => sent.destroy(new Error("The object store does not answer")));
    sent.once("response", async (response) => {
      sent.setTimeout(STALLED_MS);
      const refusal = await collectRefusal(response);
      if (refusal) sent.emit("error", refusal);
      else onResponse?.(response);
    });
    return sent;
  };
  // The client calls the form with options only.
  return { request: request as typeof https.request };
}
