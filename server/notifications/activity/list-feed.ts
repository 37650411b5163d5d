import { listWatchedIds } from "@/server/hub";
import { listFollowedAccounts } from "@/server/identity";
import { defineQuery, isPerson } from "@/server/kernel";
import { ActivityPage, ListFeedInput } from "../contract/activity";
import { readerOf } from "../reader";
import { activityPage } from "./activity-page";

/** Of whoever follows more, the latest count. */
const MAX_FOLLOWED = 1_000;

export const listFeed = defineQuery({
  name: "notifications.listFeed",
  summary: "List what happened where you follow, watch or are a member, newest first",
  http: { method: "GET", path: "/me/feed" },
  input: ListFeedInput,
  output: ActivityPage,
  async run(ctx, input) {
    const userId = await readerOf(ctx);
    const [followed, watched] = await Promise.all([
      listFollowedAccounts(ctx.db, userId, MAX_FOLLOWED),
      listWatchedIds(ctx.db, userId, MAX_FOLLOWED),
    ]);
    const idsOf = (kind: "user" | "organization") => followed.flatMap((one) => (one.kind === kind ? [one.id] : []));
    const own = isPerson(ctx.actor) ? ctx.actor.memberships.map(({ organizationId }) => organizationId) : [];
    return activityPage(ctx, input, {
      list: `notifications.feed ${userId}`,
      exceptActorId: userId,
      sources: [
        { of: "actor", ids: idsOf("user") },
        { of: "owner", ids: [...new Set([...idsOf("organization"), ...own])] },
        { of: "repo", ids: watched },
      ],
    });
  },
});
