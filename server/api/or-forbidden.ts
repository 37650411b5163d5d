import "server-only";
import { TRPCError } from "@trpc/server";
import { forbidden } from "next/navigation";

/** What a page shows, or the page for what the viewer may not do. */
export async function orForbidden<T>(reading: Promise<T>): Promise<T> {
  return reading.catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "FORBIDDEN") forbidden();
    throw error;
  });
}
