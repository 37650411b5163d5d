import { defineCommand } from "@/server/kernel";
import { DiscussionDetails, PeopleInput } from "../contract/discussion";
import { detailsOf } from "../get-discussion";
import { authorizeEdit, pullAt } from "../participate";
import { setPeople } from "../set-people";

export const requestReviewers = defineCommand({
  name: "discussions.requestReviewers",
  summary: "Ask exactly these people for a review",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/discussions/{number}/reviewers" },
  input: PeopleInput,
  output: DiscussionDetails,
  async run(ctx, { usernames, ...address }) {
    const place = await pullAt(ctx, address);
    await authorizeEdit(ctx, place);
    await setPeople(ctx, place, { role: "isReviewer", usernames });
    return detailsOf(ctx, place);
  },
});
