import { type Ctx, notFound } from "@/server/kernel";
import type { RuntimePack } from "./contract";
import { isInstallable } from "./install-pack";
import type { Pack } from "./packs";
import { listPackInstalls, type PackInstallRow } from "./store";

/** Every pack with what is known of it: from the checkout, the disk, the latest installation and the running workloads. */
export async function listPacks(ctx: Ctx<"packs" | "compute">): Promise<RuntimePack[]> {
  const [packs, installs] = await Promise.all([ctx.live.packs.list(), listPackInstalls(ctx.db)]);
  const used = await Promise.all(packs.map(({ manifest }) => ctx.ports.compute.countUsing(manifest.id)));
  return packs.map((pack, index) => {
    const install = installs.find(({ packId }) => packId === pack.manifest.id);
    return show(pack, install, used[index] ?? 0);
  });
}

export async function getPack(ctx: Ctx<"packs" | "compute">, id: string): Promise<RuntimePack> {
  const pack = (await listPacks(ctx)).find((pack) => pack.id === id);
  if (!pack) throw notFound("Runtime pack", id);
  return pack;
}

function show({ manifest, ...installed }: Pack, install: PackInstallRow | undefined, usedBy: number): RuntimePack {
  const { id, title, version, formats, tasks, installedSizeBytes } = manifest;
  return {
    ...{ id, title, version, formats, tasks, ...installed, usedBy },
    isInstallable: isInstallable(manifest),
    sizeBytes: installedSizeBytes,
    install: install ?? null,
  };
}
