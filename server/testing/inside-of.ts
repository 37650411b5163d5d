import type { Ctx, Dependency } from "@/server/kernel";
import { createInsideOrigins } from "@/server/mirror";

/** As an installation whose operator opened these origins. */
export const insideOf = <C extends Ctx<Dependency>>(ctx: C, ...origins: readonly string[]): C => ({
  ...ctx,
  live: { ...ctx.live, insideOrigins: createInsideOrigins(origins) },
});
