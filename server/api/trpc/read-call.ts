import superjson, { type SuperJSONResult } from "superjson";
import { DomainError } from "@/server/kernel";

/** What JSON has no word for, and a call of the site still says. */
const SAID: ReadonlySet<unknown> = new Set(["undefined", "Date", "number"]);
/** As deep as an input may be nested. */
const MAX_DEPTH = 32;

/** What came over the wire, whatever it is. */
interface Said {
  readonly json: unknown;
  readonly meta?: unknown;
}

interface Meta {
  readonly values?: unknown;
  readonly referentialEqualities?: unknown;
}

/**
 * The input of a call, as the browser wrote it with superjson. That can also say sets, patterns and which parts are the
 * same one, and takes a time to read them that grows with the square of the text: no input needs any. Throws `invalid`.
 */
export function readCall({ json, meta }: Said): unknown {
  const { referentialEqualities: _unused, ...said }: Meta = Object(meta);
  assertPlain(said.values, 0);
  return superjson.deserialize({ json, meta: said } as SuperJSONResult);
}

function assertPlain(said: unknown, depth: number): void {
  if (said === undefined) return;
  if (depth > MAX_DEPTH || typeof said !== "object" || said === null) throw unreadable();
  if (Array.isArray(said)) {
    if (said.length !== 1 || !SAID.has(said[0])) throw unreadable();
    return;
  }
  for (const [path, inner] of Object.entries(said)) assertPlain(inner, depth + path.split(".").length);
}

const unreadable = () => new DomainError("invalid", "The input holds what no call takes", { reason: "malformed_json" });
