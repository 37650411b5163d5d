import { defineCommand, dropJob } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { changeJob } from "./change-job";
import { JobInput } from "./contract";

export const removeJob = defineCommand({
  name: "admin.removeJob",
  summary: "Take a job that does not run out of the queue: it is never done",
  http: { method: "DELETE", path: "/admin/jobs/{id}", status: 204 },
  input: JobInput,
  output: Nothing,
  async run(ctx, { id }) {
    await changeJob(ctx, { id, action: "job.removed", make: (ctx) => dropJob(ctx.db, id) });
    return {};
  },
});
