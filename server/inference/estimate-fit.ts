import { quote } from "@/server/billing";
import { hostCapacity } from "@/server/compute";
import { type Ctx, defineQuery } from "@/server/kernel";
import { EstimateFitInput, FitEstimate } from "./contract";
import { LOCAL_SKU } from "./meter-run";
import { type Plan, planDeployment } from "./plan-deployment";
import { findRuntime } from "./runtime-hint";

/** Part of the available memory that is left for the rest of the machine. */
const RESERVED = 0.15;

export const estimateFit = defineQuery({
  name: "inference.estimateFit",
  summary: "Estimate the memory and the price of a deployment before it is made",
  http: { method: "GET", path: "/deployments/estimate" },
  input: EstimateFitInput,
  output: FitEstimate,
  async run(ctx: Ctx<"repositories" | "objects" | "packs" | "host" | "compute">, input) {
    const { context, parallel, threads, replicas } = input;
    const params = Object.fromEntries(
      Object.entries({ context, parallel, threads }).filter(([, value]) => value !== undefined),
    );
    const plan = await planDeployment(ctx, { ...input, params });
    const [host, runtime, price] = await Promise.all([
      hostCapacity(ctx),
      findRuntime(ctx, [plan.framework.format]),
      quote(ctx, { sku: LOCAL_SKU, replicas }),
    ]);
    const { cores, memoryBytes, availableMemoryBytes } = host;
    const { id, title } = plan.framework;
    return {
      ...plan.memory,
      ...{ file: plan.file, commit: plan.commit, framework: id, price },
      host: { cores, memoryBytes, availableMemoryBytes },
      verdict: verdictOf(plan.memory.totalBytes * replicas, availableMemoryBytes),
      runtime: runtime ?? { id, title, isInstalled: false, isInstallable: false },
      curl: curlOf(ctx, plan, { owner: input.owner, params, replicas, shared: input.shared }),
    };
  },
});

function verdictOf(needed: number, available: number): FitEstimate["verdict"] {
  if (needed > available) return "too_large";
  return needed > available * (1 - RESERVED) ? "tight" : "fits";
}

interface Wish {
  readonly owner: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  readonly replicas: number;
  readonly shared: boolean;
}

/** JSON inside single quotes: a quote ends them, stands escaped, and they go on (POSIX shell). */
function curlOf({ site }: Ctx, { model, revision, file }: Plan, { owner, params, replicas, shared }: Wish): string {
  const settings = Object.keys(params).length > 0 ? { params } : {};
  const asked = { model, ...(owner && { owner }), revision, file, replicas, ...(shared && { shared }), ...settings };
  const body = JSON.stringify(asked);
  return [
    `curl -X POST ${site.origin}/api/v1/deployments \\`,
    `  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\`,
    `  -d '${body.replaceAll("'", `'\\''`)}'`,
  ].join("\n");
}
