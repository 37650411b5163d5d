import { allows, personOf } from "@/server/access";
import { type Ctx, forbidden, type TokenActor, type UserActor } from "@/server/kernel";

/** The person who acts, on their own account. Throws `unauthenticated`, or `forbidden` for a token that may not. */
export async function ownAccount(ctx: Ctx): Promise<UserActor | TokenActor> {
  const person = personOf(ctx);
  const account = { kind: "Account", id: person.userId, ownerId: person.userId, visibility: "private" } as const;
  if (!(await allows(ctx, "account.manage", account))) throw forbidden("account.manage");
  return person;
}
