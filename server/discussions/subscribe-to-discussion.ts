import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { SwitchInput } from "./contract/discussion";
import { attend, discussionAt } from "./participate";
import { auditTargetOf } from "./show";
import { subscribeTo } from "./store/people";

export const subscribeToDiscussion = defineCommand({
  name: "discussions.subscribeToDiscussion",
  summary: "Hear of what happens in a discussion, or no longer",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/discussions/{number}/subscription", status: 204 },
  input: SwitchInput,
  output: Nothing,
  async run(ctx, { on, ...address }) {
    const place = await discussionAt(ctx, address);
    const { userId } = await attend(ctx, place.repo);
    await atomically(ctx, async (ctx) => {
      await subscribeTo(ctx, place.discussion.id, { userId, isSubscribed: on });
      await audit(ctx, on ? "discussion.subscribed" : "discussion.unsubscribed", auditTargetOf(place));
    });
    return {};
  },
});
