import { authorize } from "@/server/access";
import { resourceOf } from "@/server/hub";
import { defineCommand } from "@/server/kernel";
import { DiscussionDetails, PeopleInput } from "./contract/discussion";
import { detailsOf } from "./get-discussion";
import { discussionAt } from "./participate";
import { setPeople } from "./set-people";

export const setAssignees = defineCommand({
  name: "discussions.setAssignees",
  summary: "Say who works on it",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/discussions/{number}/assignees" },
  input: PeopleInput,
  output: DiscussionDetails,
  async run(ctx, { usernames, ...address }) {
    const place = await discussionAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(place.repo));
    await setPeople(ctx, place, { role: "isAssignee", usernames });
    return detailsOf(ctx, place);
  },
});
