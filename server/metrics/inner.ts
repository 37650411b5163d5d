import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import { text } from "node:stream/consumers";
import { listenOn, targetOf } from "../role-address";
import { FORWARDED_HEADER, readForwarded, signForwarded } from "../web/forwarded";

/** Where a role that the outside cannot reach tells the front door what it has counted. */
export const METRICS_PATH = "/metrics";

const WITHIN_MS = 1_000;

type Metrics = () => Promise<string>;

/** A failure ends the connection: whoever asked tells it. */
export async function respondMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };
  await metrics().then(
    (body) => response.writeHead(200, headers).end(body),
    () => response.destroy(),
  );
}

interface Config {
  /** `unix:/path/to.sock`, or `host:port`. */
  readonly address: string;
  /** Signs what the front door asks. */
  readonly key: string;
  readonly metrics: Metrics;
}

/** For a role that serves nothing else. */
export async function serveMetrics({ address, key, metrics }: Config) {
  const isOurs = ({ headers, url }: IncomingMessage) =>
    url === METRICS_PATH && readForwarded(key, String(headers[FORWARDED_HEADER] ?? "")) !== null;
  const server = createServer((request, response) => {
    if (isOurs(request)) void respondMetrics(response, metrics);
    else response.writeHead(403, { "content-type": "text/plain" }).end("This address is for the front door only.\n");
  });
  await listenOn(server, address);
  return {
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What the role at that address has counted. Throws when it does not answer in time. */
export async function fetchMetrics({ address, key }: Omit<Config, "metrics">): Promise<string> {
  const requestId = crypto.randomUUID();
  const facts = { clientAddress: "", scheme: "http", host: "localhost", requestId, ssh: null } as const;
  const headers = { host: "localhost", [FORWARDED_HEADER]: signForwarded(key, facts) };
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const signal = AbortSignal.timeout(WITHIN_MS);
  const asked = send({ ...targetOf(address), path: METRICS_PATH, headers, signal }, (answer) => {
    if (answer.statusCode === 200) text(answer).then(resolve, reject);
    else {
      answer.resume();
      reject(new Error(`It answers with ${answer.statusCode}`));
    }
  });
  asked.on("error", reject).end();
  return promise;
}
