import { and, eq, gt, lt } from "drizzle-orm";
import { lockFor } from "@/db/lock-for";
import { idempotencyKeys } from "@/db/schema/platform";
import { type Ctx, newRow } from "@/server/kernel";

interface Key {
  readonly principal: string;
  readonly key: string;
}

const KEPT_MS = 24 * 60 * 60_000;

/** The answer of an earlier request with this key. Holds a lock on the key until the transaction ends. */
export async function findKeptAnswer({ db, now }: Ctx, { principal, key }: Key) {
  await lockFor(db, "api.answers", `${principal}:${key}`);
  const [row] = await db
    .select({ requestHash: idempotencyKeys.requestHash, answer: idempotencyKeys.answer })
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.principal, principal),
        eq(idempotencyKeys.key, key),
        gt(idempotencyKeys.createdAt, new Date(now().getTime() - KEPT_MS)),
      ),
    );
  return row ?? null;
}

export async function keepAnswer(ctx: Ctx, row: Key & { readonly requestHash: string; readonly answer: string }) {
  const { principal, key } = row;
  await ctx.db
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.principal, principal), eq(idempotencyKeys.key, key)));
  await ctx.db.insert(idempotencyKeys).values({ ...newRow(ctx), ...row });
}

/** Forgets answers that no repeat may ask for any more. */
export const forgetOldAnswers = async ({ db, now }: Ctx): Promise<void> => {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, new Date(now().getTime() - KEPT_MS)));
};
