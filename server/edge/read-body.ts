import type { z } from "zod";
import { inTime, PATIENCE, type Patience } from "@/server/api/rest/in-time";
import { DomainError, jsonShape } from "@/server/kernel";
import { type Exchange, headerOf } from "./exchange";

const MAX_BYTES = 16 * 1024 * 1024;

/** What says how a body is to be read. */
interface Headed {
  readonly request: Pick<Exchange["request"], "headers">;
}

interface Limits {
  readonly maxBytes?: number;
  readonly patience?: Patience;
}

/** The JSON or form a client sent, in this shape; unknown fields are dropped. Throws `invalid`, `too_large`. */
export async function readBody<S extends z.ZodType>(
  exchange: Exchange,
  schema: S,
  limits: Limits = {},
): Promise<z.output<S>> {
  return parseBody(exchange, schema, await readText(exchange, limits));
}

/** The same for a body that was read already. */
export function parseBody<S extends z.ZodType>(exchange: Headed, schema: S, text: string): z.output<S> {
  const isForm = /^application\/x-www-form-urlencoded/i.test(headerOf(exchange.request, "content-type") ?? "");
  const parsed = schema.safeParse(isForm ? formOf(text) : jsonOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DomainError("invalid", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`, {
    cause: parsed.error,
  });
}

async function readText({ request }: Exchange, { maxBytes = MAX_BYTES, patience }: Limits): Promise<string> {
  if (headerOf(request, "content-encoding") !== undefined) {
    throw new DomainError("invalid", "Send the body uncompressed", { reason: "unsupported_media_type" });
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of inTime(request, patience)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new DomainError("too_large", "The body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** A request of a client has a few for each file that it names. */
const MAX_VALUES = 400_000;
const MAX_DEPTH = 64;

function jsonOf(text: string): unknown {
  if (text.trim() === "") return {};
  const { values, depth } = jsonShape(text);
  if (depth > MAX_DEPTH) throw malformed(undefined);
  if (values > MAX_VALUES) throw new DomainError("too_large", `The body holds more than ${MAX_VALUES} values`);
  return storable(parse(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(cause);
  }
}

const malformed = (cause: unknown) =>
  new DomainError("invalid", "The body is not JSON", { reason: "malformed_json", cause });

/** PostgreSQL keeps neither NUL nor halves of surrogate pairs. */
function storable(value: unknown): unknown {
  const text = JSON.stringify(value);
  if (!/\\u0000|\\ud[89a-f]/i.test(text)) return value;
  throw new DomainError("invalid", "The body holds a character that cannot be stored");
}

/** A form is what a person filled in, or a program that signs in. */
const MAX_FORM_LENGTH = 64 * 1024;

/** A repeated key is a list. Read in one pass: asking for each key walks through all of them again. */
function formOf(text: string): Record<string, unknown> {
  if (text.length > MAX_FORM_LENGTH) throw new DomainError("too_large", "A form may have 64 kB: send JSON");
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const known = fields.get(name);
    if (Array.isArray(known)) known.push(value);
    else fields.set(name, known === undefined ? value : [known, value]);
  }
  const form = Object.fromEntries(fields);
  storable(form);
  return form;
}

const MAX_LINE_BYTES = 20 * 1024 * 1024;

/** What came at once buys no long silence: others wait for the place in which lines are read. */
const LINE_PATIENCE: Patience = { ...PATIENCE, mostMs: 2 * PATIENCE.graceMs };

interface Lined {
  readonly request: Pick<Exchange["request"], "iterator">;
}

/** JSON lines as they arrive; at most one line is held. Throws `invalid` (`body_too_slow`), `too_large`. */
export async function* readLines({ request }: Lined, patience = LINE_PATIENCE): AsyncGenerator<unknown> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  const take = () => {
    const line = Buffer.concat(pieces).toString("utf8").trim();
    pieces = [];
    size = 0;
    return line;
  };
  // A refusal in the middle still has to be told.
  const body = request.iterator({ destroyOnReturn: false });
  for await (const chunk of inTime(body, patience)) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      pieces.push(chunk.subarray(start, end));
      start = end + 1;
      const line = take();
      if (line !== "") yield jsonOf(line);
    }
    pieces.push(chunk.subarray(start));
    size += chunk.byteLength - start;
    if (size > MAX_LINE_BYTES) throw new DomainError("too_large", "A line of the commit is too large");
  }
  const last = take();
  if (last !== "") yield jsonOf(last);
}
