import { defineCommand, rescheduleJob } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { changeJob, refused } from "./change-job";
import { JobInput } from "./contract";

export const retryJob = defineCommand({
  name: "admin.retryJob",
  summary: "Give a job that was given up all its attempts again, starting now",
  http: { method: "POST", path: "/admin/jobs/{id}/retry", status: 204 },
  input: JobInput,
  output: Nothing,
  async run(ctx, { id }) {
    await changeJob(ctx, {
      id,
      action: "job.retried",
      make: async (ctx, { state }) => {
        if (state !== "failed") throw refused("job_not_failed", "The job has not been given up");
        await rescheduleJob(ctx.db, id, 0);
      },
    });
    return {};
  },
});
