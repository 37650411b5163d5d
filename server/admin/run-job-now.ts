import { defineCommand, rescheduleJob } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { changeJob, refused } from "./change-job";
import { JobInput } from "./contract";

export const runJobNow = defineCommand({
  name: "admin.runJobNow",
  summary: "Start a job that waits for its time as soon as a worker is free",
  http: { method: "POST", path: "/admin/jobs/{id}/run", status: 204 },
  input: JobInput,
  output: Nothing,
  async run(ctx, { id }) {
    await changeJob(ctx, {
      id,
      action: "job.hurried",
      make: async (ctx, { state }) => {
        if (state === "failed") throw refused("job_failed", "The job was given up: retry it instead");
        await rescheduleJob(ctx.db, id);
      },
    });
    return {};
  },
});
