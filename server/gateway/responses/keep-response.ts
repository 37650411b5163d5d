import { atomically, type Ctx } from "@/server/kernel";
import type { Caller } from "../caller";
import { insertResponse, lockResponsesOf } from "./store";

const KEPT_MS = 30 * 24 * 3_600_000;
/** Of one response, with what was asked. */
const MAX_BYTES = 8 << 20;
/** Of everything that is kept for an owner. */
const MAX_OWNER_BYTES = 1 << 30;

interface Kept {
  /** Of the call that made it. */
  readonly id: string;
  readonly previousId: string | null;
  /** Items that were said and answered, in this order. */
  readonly items: readonly unknown[];
  readonly response: object;
  /** Of everything that is kept for an owner: 1 GiB where nothing is said. */
  readonly mostBytes?: number;
}

/** Keeps a response for a month; `false`: it, or everything that its owner keeps, is too large. */
export async function keepResponse(
  ctx: Ctx,
  { payerId: ownerId, userId }: Pick<Caller, "payerId" | "userId">,
  kept: Kept,
): Promise<boolean> {
  const { id, previousId, mostBytes = MAX_OWNER_BYTES } = kept;
  const [turn, body] = [JSON.stringify(kept.items), JSON.stringify(kept.response)];
  const bytes = Buffer.byteLength(turn) + Buffer.byteLength(body);
  if (bytes > MAX_BYTES) return false;
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + KEPT_MS);
  return atomically(ctx, async ({ db }) => {
    await lockResponsesOf(db, ownerId);
    return insertResponse(db, { id, ownerId, userId, previousId, turn, body, bytes, createdAt, expiresAt }, mostBytes);
  });
}
