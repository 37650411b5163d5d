import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, lockQueuedJob, notFound, type QueuedJob } from "@/server/kernel";
import type { AdminReason } from "./contract";

interface Change {
  readonly id: string;
  /** What the trail says. */
  readonly action: `job.${string}`;
  readonly make: (ctx: Ctx, job: QueuedJob) => Promise<void>;
}

/** One change of one job that does not run, with its trace. Throws `not_found`, or `conflict` (`job_running`). */
export async function changeJob(ctx: Ctx, { id, action, make }: Change): Promise<void> {
  await authorizePlatform(ctx, "platform.jobs");
  await atomically(ctx, async (ctx) => {
    const job = await lockQueuedJob(ctx.db, id);
    if (!job) throw notFound("Job", id);
    if (job.state === "running") throw refused("job_running", "The job runs right now: wait until it ends");
    await make(ctx, job);
    const { name, state, attempts } = job;
    await audit(ctx, action, { kind: "job", id, name, details: { state, attempts } });
  });
}

export const refused = (reason: AdminReason, message: string) => new DomainError("conflict", message, { reason });
