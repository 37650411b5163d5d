import { Readable } from "node:stream";
import { z } from "zod";
import { DomainError, jsonShape } from "@/server/kernel";
import { inTime } from "./in-time";

/** Finer words of the API and of bodies anywhere, for `DomainError.reason`. */
type ApiReason =
  | "body_too_slow"
  | "idempotency_key_reused"
  | "malformed_json"
  | "method_not_allowed"
  | "unsupported_media_type";

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly api: ApiReason;
  }
}

interface Limits {
  readonly maxBytes: number;
  readonly maxDepth: number;
  /** Default: as many as fit into the bytes. */
  readonly maxValues?: number;
}

const LIMITS: Limits = { maxBytes: 1024 * 1024, maxDepth: 32 };
const JsonObject = z.record(z.string(), z.unknown());

interface Sent {
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  readonly body: AsyncIterable<Uint8Array>;
}

/** The JSON object of a request; `{}` without a body. Throws `invalid` (also for one that dribbles), `too_large`. */
export async function readBody(
  { contentType, contentEncoding, body }: Sent,
  { maxBytes, maxDepth, maxValues = Number.POSITIVE_INFINITY }: Limits = LIMITS,
): Promise<Record<string, unknown>> {
  if (contentEncoding !== null && contentEncoding !== "identity") {
    throw new DomainError("invalid", "Send the body uncompressed", { reason: "unsupported_media_type" });
  }
  const text = await readText(body, maxBytes);
  if (text === "") return {};
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? "")) {
    throw new DomainError("invalid", "Send application/json", { reason: "unsupported_media_type" });
  }
  const { values, depth } = jsonShape(text);
  if (depth > maxDepth) throw malformed(undefined);
  if (values > maxValues) throw new DomainError("too_large", `The body may hold ${maxValues} values`);
  const parsed = JsonObject.safeParse(parse(text));
  if (!parsed.success) throw malformed(parsed.error);
  return parsed.data;
}

const malformed = (cause: unknown) =>
  new DomainError("invalid", "The body must be a JSON object", { reason: "malformed_json", cause });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(cause);
  }
}

async function readText(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const readOn = body instanceof Readable ? body.iterator({ destroyOnReturn: false }) : body;
  for await (const chunk of inTime(readOn)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new DomainError("too_large", `The body may have ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
