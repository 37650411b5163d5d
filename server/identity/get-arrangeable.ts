import { authorize } from "@/server/access";
import type { Ctx } from "@/server/kernel";
import type { AccountSummary } from "./contract";
import { getOwner } from "./get-owner";

/** The account whose page the actor may arrange: their own, or one they lead. Throws `not_found` and `forbidden`. */
export async function getArrangeable(ctx: Ctx, name: string): Promise<AccountSummary> {
  const account = await getOwner(ctx, name);
  const { id, kind } = account;
  const permission = kind === "user" ? "account.manage" : "organization.manage";
  await authorize(ctx, permission, { kind: "Account", id, ownerId: id, visibility: "public" });
  return account;
}
