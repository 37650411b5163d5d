import { authorizePlatform } from "@/server/access";
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
  const { cacheOrigin } = await readSettings(ctx.db);
  return { hasToken: (await findToken(ctx.db, cacheOrigin)) !== null, ...(await cachedUsage(ctx)) };
}
