import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx, DomainError } from "@/server/kernel";
import { askBatch, type LargeFile } from "./ask-batch";
import { followAction } from "./follow-action";
import type { Remote } from "./remote";
import { transportError, unreachable } from "./transport-error";
import type { Action, AnsweredObject } from "./wire";

interface Download {
  readonly remote: Remote;
  readonly file: LargeFile;
  /** What the remote answered in a batch. */
  readonly answered: AnsweredObject | undefined;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 500;

/**
 * The bytes of a large file there. A connection that breaks is taken up again where it broke, by a new link when the old
 * one has ended. Whether they are the right ones is for the reader to see. Throws what the remote says against it.
 */
export async function* download(ctx: Ctx, input: Download): AsyncGenerator<Uint8Array> {
  const { file, signal, onBytes } = input;
  let link = linkOf(file, input.answered);
  let at = 0;
  for (let attempt = 1; ; attempt++) {
    const before = at;
    try {
      for await (const piece of await open(ctx, input, { ...link, at })) {
        at += piece.byteLength;
        onBytes(piece.byteLength);
        yield piece;
      }
      if (at >= file.size) return;
      throw endedEarly(file, { before, at });
    } catch (error) {
      signal.throwIfAborted();
      const problem = unreachable(new URL(link.action.href).host, error);
      if (attempt === ATTEMPTS || !isWorthAnotherTry(problem)) throw problem;
    }
    await sleep(FIRST_WAIT_MS * 2 ** attempt, undefined, { signal });
    link = await renew(ctx, input);
  }
}

/** An answer that is whole, and too short; when another one brought nothing more, there is nothing more. */
const endedEarly = ({ size }: LargeFile, { before, at }: { readonly before: number; readonly at: number }) =>
  transportError(at > before ? "remote_unreachable" : "remote_damaged", `${at} of ${size} bytes came`);

/** Links end: then the store behind them says that it is not allowed. */
const isWorthAnotherTry = ({ code, reason }: DomainError): boolean =>
  code === "unavailable" || reason === "remote_refused";

interface Link {
  readonly object: AnsweredObject;
  readonly action: Action;
}

async function renew(ctx: Ctx, { remote, file, signal }: Download): Promise<Link> {
  const question = { remote, operation: "download", transfers: ["basic"], files: [file], signal } as const;
  const { objects } = await askBatch(ctx, question);
  return linkOf(file, objects.get(file.oid));
}

function linkOf({ oid }: LargeFile, object: AnsweredObject | undefined): Link {
  const action = object?.actions?.download;
  if (object && action) return { object, action };
  const said = object?.error ? `${object.error.code ?? ""} ${object.error.message ?? ""}`.trim() : "nothing";
  throw transportError("remote_missing", `The remote does not give this file (${oid}); it says: ${said.slice(0, 300)}`);
}

/** From a byte on; a server that knows no ranges sends what is here already once more, and it is dropped. */
async function open(ctx: Ctx, { remote, file, signal }: Download, { object, action, at }: Link & { at: number }) {
  const range: Record<string, string> = at > 0 ? { range: `bytes=${at}-${file.size - 1}` } : {};
  const headers = { "accept-encoding": "identity", ...range };
  const bytes = file.size;
  const answer = await followAction(ctx, { remote, object, action, method: "GET", headers, bytes, signal });
  const start = Number(/^bytes (\d+)-/.exec(answer.headers.get("content-range") ?? "")?.[1] ?? 0);
  if (answer.status === 206 && start !== at) {
    await answer.body?.cancel();
    throw transportError("remote_failed", "The remote sends another part than it was asked for");
  }
  return without(answer.status === 206 ? 0 : at, answer.body ?? []);
}

async function* without(first: number, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  let left = first;
  for await (const piece of pieces) {
    const dropped = Math.min(left, piece.byteLength);
    left -= dropped;
    if (dropped < piece.byteLength) yield piece.subarray(dropped);
  }
}
