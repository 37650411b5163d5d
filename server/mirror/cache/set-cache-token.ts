import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { Cache, SetCacheTokenInput } from "../contract/cache";
import { putToken } from "../store/cache";
import { showCache } from "./get-cache";

export const setCacheToken = defineCommand({
  name: "mirror.setCacheToken",
  summary: "Give the access token that is shown to the hub which ids are fetched from, or forget it",
  http: { method: "PUT", path: "/admin/cache/token" },
  input: SetCacheTokenInput,
  output: Cache,
  async run(ctx, { credential }) {
    await authorizePlatform(ctx, "platform.settings");
    return atomically(ctx, async (ctx) => {
      const { cacheOrigin: origin } = await readSettings(ctx.db);
      const sealed = credential === null ? null : ctx.seal(credential);
      await putToken(ctx.db, { origin, credential: sealed, now: ctx.now() });
      const shown = await showCache(ctx);
      await audit(ctx, "mirror.cacheTokenSet", {
        kind: "settings",
        id: "cache",
        details: { origin, isSet: shown.hasToken },
      });
      return shown;
    });
  },
});
