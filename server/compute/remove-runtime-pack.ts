import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { type ComputeReason, RuntimePack, RuntimePackInput } from "./contract";
import { getPack } from "./runtime-pack";
import { deleteInstall } from "./store";

export const removeRuntimePack = defineCommand({
  name: "compute.removeRuntimePack",
  summary: "Remove an installed program that nothing uses",
  http: { method: "DELETE", path: "/runtimes/{id}" },
  input: RuntimePackInput,
  output: RuntimePack,
  async run(ctx: Ctx<"packs" | "compute">, { id }) {
    await authorizePlatform(ctx, "platform.runtimes");
    const { usedBy, title } = await getPack(ctx, id);
    if (usedBy > 0) {
      const reason: ComputeReason = "pack_in_use";
      throw new DomainError("conflict", `${title} is used by ${usedBy} running workloads`, {
        reason,
        details: { usedBy },
      });
    }
    await ctx.live.packs.remove(id);
    await atomically(ctx, async (ctx) => {
      await deleteInstall(ctx.db, id);
      await audit(ctx, "runtime.removed", { kind: "runtime", id, name: title });
    });
    return getPack(ctx, id);
  },
});
