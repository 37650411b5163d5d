import "server-only";
import { TRPCError } from "@trpc/server";
import { DomainError } from "@/server/kernel";

/** The answer, or the words with which it was refused, for a page that can go on without it. */
export async function refusalOf<T>(reading: Promise<T>): Promise<{ answer: T } | { message: string }> {
  return reading.then(
    (answer) => ({ answer }),
    (error: unknown) => {
      const { cause } = error instanceof TRPCError ? error : { cause: undefined };
      if (cause instanceof DomainError && cause.code !== "unavailable") return { message: cause.message };
      throw error;
    },
  );
}
