import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "@/server/kernel/errors";

/** Answers that may be others in a moment. */
const PASSING: ReadonlySet<number> = new Set([408, 429, 499, 500, 502, 503, 504, 520]);
const FULL_STATUS = 507;
const FULL = /^(XMinioStorageFull|QuotaExceeded|XMinioAdminBucketQuotaExceeded|InsufficientStorage)$/;
const MISSING: ReadonlySet<string> = new Set(["NotFound", "NoSuchKey", "NoSuchUpload"]);
const WAITS_MS = [100, 400, 1_600];
const MAX_REFUSAL_BYTES = 64 * 1024;

/** A refusal of 5xx or 429, with what the store said. */
class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The refusal in an answer, read to its end so that the connection can be used again; `null` for every other answer. */
export async function collectRefusal(response: IncomingMessage): Promise<Refusal | null> {
  const { statusCode = 0 } = response;
  if (!PASSING.has(statusCode) && statusCode !== FULL_STATUS) return null;
  let text = "";
  try {
    for await (const chunk of response) {
      if (text.length < MAX_REFUSAL_BYTES) text += String(chunk);
    }
  } catch {
    return new Refusal(statusCode, "", "The object store broke off");
  }
  const [, code = ""] = /<Code>([^<]*)<\/Code>/.exec(text) ?? [];
  const [, message = ""] = /<Message>([^<]*)<\/Message>/.exec(text) ?? [];
  return new Refusal(statusCode, code, `The object store answered ${[statusCode, code, message].join(" ").trim()}`);
}

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");

/** Whether the store says that there is no such object or upload. */
export const isMissing = (error: unknown): boolean => MISSING.has(codeOf(error));

export const isCode = (error: unknown, ...codes: readonly string[]): boolean => codes.includes(codeOf(error));

const isFull = (error: unknown) => error instanceof Refusal && (error.status === FULL_STATUS || FULL.test(error.code));

/** Of the network, or a refusal of a moment; everything that the store said for good has a code of its own. */
function isPassing(error: unknown): boolean {
  if (isFull(error)) return false;
  return error instanceof Refusal || /^E[A-Z]+$/.test(codeOf(error)) || /hang up|does not answer/.test(String(error));
}

/** Does it again, a few times and a little later each time, when it failed for a reason that may pass. */
export async function withRetries<T>(act: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await act(attempt);
    } catch (error) {
      const wait = WAITS_MS[attempt];
      if (wait === undefined || !isPassing(error)) throw error;
      await sleep(wait);
    }
  }
}

/** The error for callers; one that has its words already stays as it is. */
export function explained(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (isFull(error))
    return new DomainError("unavailable", "The object store is full", { reason: "disk_full", cause: error });
  const what = codeOf(error) || (error instanceof Error ? error.message : String(error));
  return new DomainError("unavailable", `The object store failed (${what}); try again later`, {
    reason: "object_store",
    cause: error,
  });
}
