import { eq, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { signInAttempts } from "@/db/schema/identity";

interface Attempt {
  readonly key: string;
  readonly now: Date;
  /** Attempts before the first delay. */
  readonly free: number;
}

const QUIET = sql`interval '1 hour'`;
const LONGEST_SECONDS = 300;

/**
 * Counts an attempt before it is checked, so that parallel guesses count too: each beyond the free ones doubles the
 * pause until the next. Answers the seconds to wait, 0 when the attempt may be checked.
 */
export async function countAttempt(db: Db, { key, now, free }: Attempt): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { count, blockedUntil, lastAt } = signInAttempts;
  const next = sql`(case when ${lastAt} < ${at} - ${QUIET} then 1 else ${count} + 1 end)`;
  const pause = sql`least(${LONGEST_SECONDS}, power(2, least(${next} - ${free}::int, 20)))`;
  const admitted = await db
    .insert(signInAttempts)
    .values({ key, count: 1, blockedUntil: now, lastAt: now })
    .onConflictDoUpdate({
      target: signInAttempts.key,
      set: {
        count: next,
        lastAt: at,
        blockedUntil: sql`${at} + case when ${next} < ${free}::int then interval '0' else ${pause} * interval '1 second' end`,
      },
      setWhere: sql`${blockedUntil} <= ${at}`,
    })
    .returning({ key: signInAttempts.key });
  if (admitted.length > 0) return 0;

  const [row] = await db.select({ until: blockedUntil }).from(signInAttempts).where(eq(signInAttempts.key, key));
  return Math.max(1, Math.ceil(((row?.until ?? now).getTime() - now.getTime()) / 1_000));
}

/** After the right password: the account starts anew. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.delete(signInAttempts).where(eq(signInAttempts.key, key));
}

/** After the right password: the network gets its attempt back. */
export async function giveBackAttempt(db: Db, key: string, now: Date): Promise<void> {
  await db
    .update(signInAttempts)
    .set({ count: sql`greatest(${signInAttempts.count} - 1, 0)`, blockedUntil: now })
    .where(eq(signInAttempts.key, key));
}

export async function deleteOldAttempts(db: Db, now: Date): Promise<void> {
  await db.delete(signInAttempts).where(lt(signInAttempts.lastAt, new Date(now.getTime() - 24 * 60 * 60_000)));
}
