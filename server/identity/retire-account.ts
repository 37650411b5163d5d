import { freezeOwner, thawOwner } from "@/server/access";
import { type Ctx, DomainError, enqueue, notFound, publish } from "@/server/kernel";
import { RESTORABLE_MS } from "./account";
import { ownerDeleted, ownerRestored } from "./events";
import { purgeOwner } from "./jobs";
import { type AccountRow, lockAccount, updateAccount } from "./store/accounts";

interface Retired extends Pick<AccountRow, "id" | "kind" | "name"> {
  /** Whether operators alone may bring it back; default: no. */
  readonly isWithheld?: boolean;
}

/** Hides an account and all that is its own, at once; for good in 30 days. Call it in a transaction. */
export async function retireAccount(ctx: Ctx, { id, kind, name, isWithheld = false }: Retired): Promise<void> {
  const { deletedAt } = await lockAccount(ctx.db, id);
  if (deletedAt !== null) throw notFound(kind === "user" ? "User" : "Organization", name);
  await updateAccount(ctx.db, id, { deletedAt: ctx.now(), isWithheld, updatedAt: ctx.now() });
  await freezeOwner(ctx, id);
  await enqueue(ctx, purgeOwner, { payload: { ownerId: id }, key: id, delayMs: RESTORABLE_MS });
  await publish(ctx, ownerDeleted, { ownerId: id });
}

/**
 * Brings a deleted account back. Throws `conflict` for one that is not deleted, or was too long ago, and `forbidden`
 * (`withheld`) for one that an operator deleted where `by` is none.
 */
export async function reviveAccount(ctx: Ctx, id: string, by: "operator" | "owner"): Promise<void> {
  const { deletedAt, isWithheld, purgedAt } = await lockAccount(ctx.db, id);
  const isRestorable = deletedAt !== null && ctx.now().getTime() - deletedAt.getTime() < RESTORABLE_MS;
  if (!isRestorable || purgedAt !== null) {
    throw new DomainError("conflict", "There is nothing to restore", { reason: "not_restorable" });
  }
  if (isWithheld && by !== "operator") {
    throw new DomainError("forbidden", "Operators of this site deleted it, and only they can bring it back", {
      reason: "withheld",
    });
  }
  await updateAccount(ctx.db, id, { deletedAt: null, isWithheld: false, updatedAt: ctx.now() });
  await thawOwner(ctx.db, id);
  await publish(ctx, ownerRestored, { ownerId: id });
}
