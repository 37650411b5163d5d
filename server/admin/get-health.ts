import { authorizePlatform } from "@/server/access";
import { hostCapacity } from "@/server/compute";
import { type Ctx, countQueuedJobs, defineQuery } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { Health, type HealthPart } from "./contract";

/** Who reads this came through the front door, and from a page when the front door does not ask web itself. */
const ANSWERING = { edge: { status: "ok" }, web: { status: "ok" } } as const;

export const getHealth = defineQuery({
  name: "admin.getHealth",
  summary: "Look at each part of the platform now",
  http: { method: "GET", path: "/admin/health" },
  input: Nothing.strict(),
  output: Health,
  async run(ctx: Ctx<"health" | "host" | "compute">) {
    await authorizePlatform(ctx, "platform.health");
    const [looked, compute, jobs] = await Promise.all([ctx.live.health.look(), lookAtCompute(ctx), lookAtJobs(ctx)]);
    const answers = Object.entries({ ...ANSWERING, ...looked });
    const parts = [...answers.map(([name, part]) => ({ name, detail: null, ...part })), compute, jobs];
    return { status: worstOf(parts), parts, checkedAt: ctx.now() };
  },
});

async function lookAtCompute(ctx: Ctx<"host" | "compute">): Promise<HealthPart> {
  const name = "compute";
  return hostCapacity(ctx).then(
    ({ cores, sandbox }) => ({ name, status: "ok", detail: `${cores} processors, wall: ${sandbox}` }),
    (error: Error) => ({ name, status: "failing", detail: error.message }),
  );
}

/** Jobs that were given up need a person; the worker itself is a part of its own. */
async function lookAtJobs(ctx: Ctx): Promise<HealthPart> {
  const name = "jobs";
  return countQueuedJobs(ctx.db).then(
    (counts) => {
      const failed = counts.filter(({ state }) => state === "failed").reduce((sum, { count }) => sum + count, 0);
      if (failed === 0) return { name, status: "ok", detail: null };
      return { name, status: "attention", detail: `${failed} were given up` };
    },
    (error: Error) => ({ name, status: "failing", detail: error.message }),
  );
}

function worstOf(parts: readonly HealthPart[]): HealthPart["status"] {
  if (parts.some(({ status }) => status === "failing")) return "failing";
  return parts.some(({ status }) => status === "attention") ? "attention" : "ok";
}
