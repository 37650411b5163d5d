import { authorizePlatform } from "@/server/access";
import { findAccountByName } from "@/server/identity";
import { type Ctx, defineQuery } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { readSettings } from "@/server/settings";
import { Cache } from "../contract/cache";
import { findToken } from "../store/cache";
import { cachedUsage } from "./evict-cached";

export const getCache = defineQuery({
  name: "mirror.getCache",
  summary: "Tell how much was fetched from another hub because somebody asked for it",
  http: { method: "GET", path: "/admin/cache" },
  input: Nothing.strict(),
  output: Cache,
  async run(ctx) {
    await authorizePlatform(ctx, "platform.settings");
    return showCache(ctx);
  },
});

export async function showCache(ctx: Ctx): Promise<Cache> {
  const { cacheOrigin, cacheOwner } = await readSettings(ctx.db);
  const [token, owner, usage] = await Promise.all([
    findToken(ctx.db, cacheOrigin),
    findAccountByName(ctx.db, cacheOwner),
    cachedUsage(ctx),
  ]);
  return { hasToken: token !== null, hasOwner: owner?.kind === "organization", ...usage };
}
