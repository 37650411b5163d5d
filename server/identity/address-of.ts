import type { Ctx } from "@/server/kernel";
import { getUser } from "./store/users";

/** Email address of a person, for mail of the platform. Throws `not_found`. */
export const addressOf = async (ctx: Ctx, userId: string): Promise<string> => (await getUser(ctx.db, userId)).email;
