import { authorizePlatform } from "@/server/access";
import { countQueuedJobs, defineQuery } from "@/server/kernel";
import { type JOB_STATES, Nothing } from "@/server/kernel/contract";
import { JobCounts, type JobState } from "./contract";

type Count = Awaited<ReturnType<typeof countQueuedJobs>>[number];

export const getJobCounts = defineQuery({
  name: "admin.getJobCounts",
  summary: "Count the jobs of the queue by state and by name",
  http: { method: "GET", path: "/admin/job-counts" },
  input: Nothing.strict(),
  output: JobCounts,
  async run(ctx) {
    await authorizePlatform(ctx, "platform.jobs");
    const counts = await countQueuedJobs(ctx.db);
    const inState = (state: JobState) => sumOf(counts.filter((one) => one.state === state));
    return {
      states: {
        waiting: inState("waiting"),
        running: inState("running"),
        retrying: inState("retrying"),
        scheduled: inState("scheduled"),
        failed: inState("failed"),
      } satisfies Record<(typeof JOB_STATES)[number], number>,
      names: [...Map.groupBy(counts, ({ name }) => name)].map(([name, own]) => ({
        name,
        count: sumOf(own),
        failed: sumOf(own.filter(({ state }) => state === "failed")),
      })),
    };
  },
});

const sumOf = (counts: readonly Count[]): number => counts.reduce((sum, { count }) => sum + count, 0);
