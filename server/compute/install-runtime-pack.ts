import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand, enqueue } from "@/server/kernel";
import { type ComputeReason, RuntimePack, RuntimePackInput } from "./contract";
import { installPackNow } from "./jobs";
import { getPack } from "./runtime-pack";
import { recordInstall } from "./store";

export const installRuntimePack = defineCommand({
  name: "compute.installRuntimePack",
  summary: "Install a program that serves models, or its newer version",
  http: { method: "POST", path: "/runtimes/{id}/install", status: 202 },
  input: RuntimePackInput,
  output: RuntimePack,
  async run(ctx: Ctx<"packs" | "compute">, { id }) {
    await authorizePlatform(ctx, "platform.runtimes");
    return requestInstall(ctx, id);
  },
});

/** Installs a pack in the background unless its present version is there: for the first start. */
export async function ensureRuntimePack(ctx: Ctx<"packs" | "compute">, id: string): Promise<void> {
  const { installedVersion, version } = await getPack(ctx, id);
  if (installedVersion !== version) await requestInstall(ctx, id);
}

async function requestInstall(ctx: Ctx<"packs" | "compute">, id: string): Promise<RuntimePack> {
  const { isInstallable, version, title } = await getPack(ctx, id);
  if (!isInstallable) {
    const reason: ComputeReason = "pack_not_installable";
    throw new DomainError("invalid", `${title} does not work on this kind of machine`, { reason });
  }
  await atomically(ctx, async (ctx) => {
    await recordInstall(ctx, { packId: id, version, phase: "waiting", percent: 0, message: null });
    await enqueue(ctx, installPackNow, { payload: { packId: id }, key: id, queue: `pack:${id}` });
    await audit(ctx, "runtime.installed", { kind: "runtime", id, name: title, details: { version } });
  });
  return getPack(ctx, id);
}
