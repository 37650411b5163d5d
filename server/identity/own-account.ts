import { authorizeOwn } from "@/server/access";
import type { Ctx, Person } from "@/server/kernel";

/** The person who acts, on their own account. Throws `unauthenticated`, or `forbidden` for a token that may not. */
export const ownAccount = (ctx: Ctx): Promise<Person> => authorizeOwn(ctx, "account.manage");
