import { findAccountByName } from "@/server/identity";
import { type Ctx, notFound } from "@/server/kernel";

/** The account of a person by their user name. Throws `not_found`, also for an organization. */
export async function getUser(ctx: Ctx, username: string) {
  const account = await findAccountByName(ctx.db, username);
  if (account?.kind !== "user") throw notFound("User", username);
  return account;
}
