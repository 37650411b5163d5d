import { getOwner } from "@/server/identity";
import { defineQuery } from "@/server/kernel";
import { ActivityPage, ListAccountActivityInput } from "../contract/activity";
import { activityPage } from "./activity-page";

/** Of a person, what they do; of an organisation, what anybody does in what belongs to it. */
export const listAccountActivity = defineQuery({
  name: "notifications.listAccountActivity",
  summary: "List what a person does, or what happens in an organization, newest first",
  http: { method: "GET", path: "/profiles/{name}/activity" },
  input: ListAccountActivityInput,
  output: ActivityPage,
  async run(ctx, { name, ...input }) {
    const { id, kind } = await getOwner(ctx, name);
    const of = kind === "user" ? "actor" : "owner";
    return activityPage(ctx, input, { list: `notifications.account ${id}`, sources: [{ of, ids: [id] }] });
  },
});
