import { type Ctx, DomainError } from "@/server/kernel";
import { countOtherPlatformOwners } from "./store/users";

/** Throws `conflict` (`last_owner`) unless somebody else owns the installation too. Call it in a transaction. */
export async function requireAnotherPlatformOwner(ctx: Ctx, userId: string): Promise<void> {
  if ((await countOtherPlatformOwners(ctx.db, userId)) > 0) return;
  throw new DomainError("conflict", "The installation needs an owner: name another first", { reason: "last_owner" });
}
