import type { Ctx } from "@/server/kernel";
import { baseOf, type Remote, signIn } from "./remote";
import { refusalOf, transportError, unreachable } from "./transport-error";
import type { Action, AnsweredObject } from "./wire";

/** A request to an address that a remote named. */
interface Step {
  readonly remote: Remote;
  readonly object: AnsweredObject;
  readonly action: Action;
  readonly method: "GET" | "PUT" | "POST";
  /** Headers of our own; the remote cannot replace them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: NonNullable<RequestInit["body"]> | undefined;
  /** How many bytes go or come, at most. */
  readonly bytes: number;
  readonly signal: AbortSignal;
}

/** A link that never ends would be held for as long: a limit that grows with the file keeps few of them waiting. */
const LEAST_MS = 2 * 60_000;
const MOST_MS = 24 * 3_600_000;
const SLOWEST_BYTES_PER_MS = 100;
const IDLE_MS = 60_000;
const MAX_HEADERS = 50;
/** What stores and hubs sign with. Whatever else a remote would have us send, such as a host or a cookie, is left out. */
const PASSED_ON = /^(?:authorization|accept|content-type|x-amz-[a-z\d-]+|x-ms-[a-z\d-]+|x-goog-[a-z\d-]+)$/;
const PRINTABLE = /^[ -~]{0,8192}$/;

/** Follows a link of a batch. Throws for every answer but success, and for addresses inside. */
export async function followAction(ctx: Ctx, step: Step): Promise<Response> {
  const { remote, object, action, method, headers, body, bytes, signal } = step;
  const url = URL.parse(action.href);
  if (!url) throw transportError("remote_failed", "The link that the remote gave is no address");
  const given = allowedOf(action);
  const namedBy = new URL(baseOf(remote)).origin;
  const isOwn = object.authenticated !== true && url.origin === namedBy;
  const signed: Record<string, string> = isOwn && !("authorization" in given) ? signIn(remote) : {};
  try {
    const answer = await ctx.fetch(url, {
      method,
      headers: { ...given, ...signed, ...headers },
      signal,
      totalMs: Math.min(MOST_MS, LEAST_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS)),
      idleMs: IDLE_MS,
      privateHeaders: Object.keys(given),
      namedBy,
      // What is sent cannot be sent twice.
      ...(method === "GET" ? {} : { redirect: "manual" as const }),
      ...(body !== undefined && { body, duplex: "half" as const }),
    });
    if (answer.ok) return answer;
    await answer.body?.cancel();
    throw refusalOf(answer.status, url.host);
  } catch (error) {
    signal.throwIfAborted();
    throw unreachable(url.host, error);
  }
}

function allowedOf({ header }: Action): Record<string, string> {
  const named = Object.entries(header ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const passed = named.filter(([name, value]) => PASSED_ON.test(name) && PRINTABLE.test(value));
  return Object.fromEntries(passed.slice(0, MAX_HEADERS));
}
