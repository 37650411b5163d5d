import "server-only";
import { TRPCError } from "@trpc/server";
import { DomainError } from "@/server/kernel";

type Outcome<T> = { readonly value: T } | { readonly refusal: DomainError };

/** The refusal inside an error of a page's reading; `null` for a bug. */
export function refusalIn(error: unknown): DomainError | null {
  const cause = error instanceof TRPCError ? error.cause : undefined;
  return cause instanceof DomainError ? cause : null;
}

/** What a page shows, or why it may not: for pages that have words for both. */
export async function orRefusal<T>(reading: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await reading };
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal) return { refusal };
    throw error;
  }
}

/** The answer, or the words with which it was refused, for a page that can go on without it. */
export async function refusalOf<T>(reading: Promise<T>): Promise<{ answer: T } | { message: string }> {
  const outcome = await orRefusal(reading);
  if ("value" in outcome) return { answer: outcome.value };
  if (outcome.refusal.code === "unavailable") throw outcome.refusal;
  return { message: outcome.refusal.message };
}
