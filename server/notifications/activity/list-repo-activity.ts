import { getRepoAt } from "@/server/hub";
import { defineQuery } from "@/server/kernel";
import { ActivityPage, ListRepoActivityInput } from "../contract/activity";
import { activityPage } from "./activity-page";

export const listRepoActivity = defineQuery({
  name: "notifications.listRepoActivity",
  summary: "List what happens in a repository, newest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/activity" },
  input: ListRepoActivityInput,
  output: ActivityPage,
  async run(ctx, { shelf, namespace, name, ...input }) {
    const { id } = await getRepoAt(ctx, { shelf, namespace, name });
    return activityPage(ctx, input, { list: `notifications.repo ${id}`, sources: [{ of: "repo", ids: [id] }] });
  },
});
