import type { Ctx } from "@/server/kernel";

/** The pack that serves a format, installed ones first; `null` when this platform has none. */
export async function findRuntime(ctx: Ctx<"packs">, formats: readonly string[]) {
  const packs = await ctx.live.packs.list();
  const serving = packs.filter(({ manifest }) => manifest.formats.some((format) => formats.includes(format)));
  const pack = serving.find(({ installedVersion }) => installedVersion !== null) ?? serving[0];
  if (!pack) return null;
  return { id: pack.manifest.id, title: pack.manifest.title, isInstalled: pack.installedVersion !== null };
}
