import type { z } from "zod";
import { DomainError } from "@/server/kernel";

/** What our own operations take, made of what a client said in other words. Throws `invalid` with what is wrong first. */
export function inputOf<S extends z.ZodType>(schema: S, said: unknown): z.output<S> {
  const parsed = schema.safeParse(said);
  if (parsed.success) return parsed.data;
  throw new DomainError("invalid", parsed.error.issues[0]?.message ?? "Invalid name", { cause: parsed.error });
}
