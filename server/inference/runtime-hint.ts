import { isInstallable } from "@/server/compute";
import type { Ctx } from "@/server/kernel";
import type { RuntimeHint } from "./contract";

/** The pack that serves a format, installed ones first; `null` when this platform has none. */
export async function findRuntime(ctx: Ctx<"packs">, formats: readonly string[]): Promise<RuntimeHint | null> {
  const packs = await ctx.live.packs.list();
  const serving = packs.filter(({ manifest }) => manifest.formats.some((format) => formats.includes(format)));
  const pack = serving.find(({ installedVersion }) => installedVersion !== null) ?? serving[0];
  if (!pack) return null;
  const { id, title } = pack.manifest;
  return { id, title, isInstalled: pack.installedVersion !== null, isInstallable: isInstallable(pack.manifest) };
}
