import { authorizeOwn } from "@/server/access";
import type { Ctx } from "@/server/kernel";

/** Whose notifications are asked for. Throws `unauthenticated`, or `forbidden` for a token that may not read them. */
export const readerOf = async (ctx: Ctx): Promise<string> => (await authorizeOwn(ctx, "account.read")).userId;
