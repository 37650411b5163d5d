import "server-only";
import { TRPCError } from "@trpc/server";
import { forbidden, notFound } from "next/navigation";
import { DomainError, type ErrorCode } from "@/server/kernel";

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

/** What a page shows, or the page of what is not there. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  return (await orNull(reading)) ?? notFound();
}

/** What a page shows, or the page for what the viewer may not do. */
export async function orForbidden<T>(reading: Promise<T>): Promise<T> {
  return (await without(reading, ["forbidden"])) ?? forbidden();
}

/** `null` for what is not there, or for an address that cannot be one. */
export const orNull = <T>(reading: Promise<T>): Promise<T | null> => without(reading, ["not_found", "invalid"]);

/** A part of a page that not everybody may see; `null` for those who may not. */
export const whenAllowed = <T>(reading: Promise<T>): Promise<T | null> =>
  without(reading, ["not_found", "forbidden", "unauthenticated"]);

/** A part of a page that can be left out; `null` while there is too much to do, or where it would take too long. */
export const whenThereIsTime = <T>(reading: Promise<T>): Promise<T | null> => without(reading, ["unavailable"]);

interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** A list of what somebody owns; empty for a name that nobody has. */
export const orNobody = async <T>(reading: Promise<Page<T>>): Promise<Page<T>> =>
  (await without(reading, ["not_found"])) ?? { items: [], nextCursor: null };

async function without<T>(reading: Promise<T>, codes: readonly ErrorCode[]): Promise<T | null> {
  return reading.catch((error: unknown) => {
    const refusal = refusalIn(error);
    if (refusal && codes.includes(refusal.code)) return null;
    throw error;
  });
}
