import { authorizePlatform } from "@/server/access";
import { defineQuery, listQueuedJobs, page } from "@/server/kernel";
import { JobPage, ListJobsInput } from "./contract";

/** The number of a job is the whole order: the second half of a place in the list says nothing. */
const NIL = "00000000-0000-0000-0000-000000000000";

export const listJobs = defineQuery({
  name: "admin.listJobs",
  summary: "List the jobs that wait, run, are tried again or were given up, newest first",
  http: { method: "GET", path: "/admin/jobs" },
  input: ListJobsInput,
  output: JobPage,
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.jobs");
    const { state, name } = input;
    return page(ctx, input, {
      list: "admin.listJobs",
      read: (after, limit) => listQueuedJobs(ctx.db, { state, name, after: after?.sort ?? null, limit }),
      keyOf: ({ id }) => ({ sort: id, id: NIL }),
    });
  },
});
