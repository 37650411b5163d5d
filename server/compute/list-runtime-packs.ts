import { authorizePlatform } from "@/server/access";
import { type Ctx, defineQuery } from "@/server/kernel";
import { ListRuntimePacksInput, RuntimePackPage } from "./contract";
import { listPacks } from "./runtime-pack";

export const listRuntimePacks = defineQuery({
  name: "compute.listRuntimePacks",
  summary: "List the programs that can serve models, and which are installed",
  http: { method: "GET", path: "/runtimes" },
  input: ListRuntimePacksInput,
  output: RuntimePackPage,
  async run(ctx: Ctx<"packs" | "compute">) {
    await authorizePlatform(ctx, "platform.runtimes");
    return { items: await listPacks(ctx), nextCursor: null };
  },
});
