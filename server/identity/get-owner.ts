import { personOf } from "@/server/access";
import { type Ctx, notFound } from "@/server/kernel";
import type { AccountSummary } from "./contract";
import { findAccountByName, findAccounts } from "./store/accounts";

/** The account something is made for: the named one, or the caller's own. Throws `not_found`; checks no right. */
export async function getOwner(ctx: Ctx, name?: string): Promise<AccountSummary> {
  if (name === undefined) {
    const { userId } = personOf(ctx);
    const own = (await findAccounts(ctx.db, [userId])).get(userId);
    if (!own) throw notFound("User", userId);
    return own;
  }
  const account = await findAccountByName(ctx.db, name);
  if (!account) throw notFound("Account", name);
  return account;
}
