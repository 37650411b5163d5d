import { allows, personOf } from "@/server/access";
import { type Ctx, forbidden } from "@/server/kernel";

/** Whose notifications are asked for. Throws `unauthenticated`, or `forbidden` for a token that may not read them. */
export async function readerOf(ctx: Ctx): Promise<string> {
  const { userId } = personOf(ctx);
  const account = { kind: "Account", id: userId, ownerId: userId, visibility: "private" } as const;
  if (!(await allows(ctx, "account.read", account))) throw forbidden("account.read");
  return userId;
}
