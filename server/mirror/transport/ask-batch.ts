import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "@/server/kernel";
import { readAnswer } from "./read-answer";
import { largeFilesOf, type Remote, signIn } from "./remote";
import { refusalOf, transportError, unreachable } from "./transport-error";
import { type AnsweredObject, BatchAnswer, MEDIA_TYPE } from "./wire";

/** A large file by what its pointer says. */
export interface LargeFile {
  /** SHA-256. */
  readonly oid: string;
  readonly size: number;
  /** One of the paths it has. */
  readonly path: string;
}

interface Question {
  readonly remote: Remote;
  readonly operation: "download" | "upload";
  /** Ways of transfer that are understood here, the best one first. */
  readonly transfers: readonly string[];
  /** At most `BATCH` of them. */
  readonly files: readonly LargeFile[];
  readonly signal: AbortSignal;
}

interface Batch {
  readonly transfer: string;
  /** By oid; what the remote says nothing of is not in it. */
  readonly objects: ReadonlyMap<string, AnsweredObject>;
}

export const BATCH = 100;
const ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;
/** Links of files in thousands of parts take room. */
const MAX_ANSWER_BYTES = 64 * 1_024 * 1_024;
const BATCH_MS = 5 * 60_000;

/** Asks a remote where large files come from or go to. Throws the reasons of `TransportReason`. */
export async function askBatch(ctx: Ctx, question: Question): Promise<Batch> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await askOnce(ctx, question);
    if ("objects" in outcome) return outcome;
    if (outcome.code !== "unavailable" || attempt === ATTEMPTS) throw outcome;
    await sleep(FIRST_WAIT_MS * 2 ** attempt, undefined, { signal: question.signal });
  }
}

async function askOnce(ctx: Ctx, { remote, operation, transfers, files, signal }: Question) {
  const address = `${largeFilesOf(remote)}/objects/batch`;
  const { host } = new URL(address);
  const objects = files.map(({ oid, size }) => ({ oid, size }));
  const headers = { ...signIn(remote), accept: MEDIA_TYPE, "content-type": MEDIA_TYPE };
  const body = JSON.stringify({ operation, transfers, hash_algo: "sha256", objects });
  try {
    const answer = await ctx.fetch(address, { method: "POST", headers, body, signal, totalMs: BATCH_MS });
    if (!answer.ok) {
      await answer.body?.cancel();
      return refusalOf(answer.status, host, { isSignedIn: remote.password !== null });
    }
    const parsed = BatchAnswer.safeParse(parseJson(await readAnswer(answer, MAX_ANSWER_BYTES)));
    if (!parsed.success || (parsed.data.hash_algo ?? "sha256") !== "sha256") {
      return transportError("remote_not_git", `${host} does not speak Git LFS with SHA-256 at this address`);
    }
    const { transfer, objects } = parsed.data;
    return { transfer: transfer ?? "basic", objects: new Map(objects.map((object) => [object.oid, object])) };
  } catch (error) {
    signal.throwIfAborted();
    return unreachable(host, error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
