import { type Ctx, DomainError } from "@/server/kernel";
import { countAttempt } from "./store";

interface Attempt {
  /** What is counted together. */
  readonly key: string;
  /** Attempts before the first delay. */
  readonly free: number;
  /** Plural, for people, such as `wrong codes`. */
  readonly what: string;
}

/**
 * Counts an attempt before it is checked. Throws `quota_exceeded` (`too_many_attempts`, with `retryAfterSeconds`) while
 * its kind has to wait.
 */
export async function admitAttempt(ctx: Ctx, { key, free, what }: Attempt): Promise<void> {
  const retryAfterSeconds = await countAttempt(ctx.db, { key, now: ctx.now(), free });
  if (retryAfterSeconds === 0) return;
  throw new DomainError("quota_exceeded", `Too many ${what}: try again in ${retryAfterSeconds} seconds`, {
    reason: "too_many_attempts",
    details: { retryAfterSeconds },
  });
}
