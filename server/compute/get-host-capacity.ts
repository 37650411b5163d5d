import { authorizePlatform } from "@/server/access";
import { type Ctx, defineQuery } from "@/server/kernel";
import { GetHostCapacityInput, HostCapacity } from "./contract";

export const getHostCapacity = defineQuery({
  name: "compute.getHostCapacity",
  summary: "Show what this machine has, and how well it can wall programs in",
  http: { method: "GET", path: "/runtimes/host" },
  input: GetHostCapacityInput,
  output: HostCapacity,
  async run(ctx: Ctx<"host" | "compute">) {
    await authorizePlatform(ctx, "platform.health");
    return hostCapacity(ctx);
  },
});

/** Processors, memory, disk and cards of this machine, and which limits can be enforced here. */
export async function hostCapacity(ctx: Ctx<"host" | "compute">): Promise<HostCapacity> {
  const [capacity, facts] = await Promise.all([ctx.live.host.capacity(), ctx.ports.compute.facts()]);
  return { ...capacity, ...facts };
}
