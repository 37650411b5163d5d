import { type Ctx, DomainError } from "@/server/kernel";
import { countOtherOwners } from "./store/members";

/** Throws `conflict` (`last_owner`) unless somebody else leads the organisation too. Call it under its lock. */
export async function requireAnotherOwner(
  ctx: Ctx,
  place: { readonly organizationId: string; readonly userId: string },
): Promise<void> {
  if ((await countOtherOwners(ctx.db, place)) > 0) return;
  throw new DomainError("conflict", "An organization needs an owner: hand it over first", { reason: "last_owner" });
}
