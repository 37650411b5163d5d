import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { resourceOf } from "@/server/hub";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { addEvent } from "./add-event";
import { SwitchInput } from "./contract/discussion";
import { discussionAt, participateIn } from "./participate";
import { auditTargetOf } from "./show";
import { setPinned } from "./store/discussions";

export const pinDiscussion = defineCommand({
  name: "discussions.pinDiscussion",
  summary: "Show a discussion above the list, or no longer",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/discussions/{number}/pin", status: 204 },
  input: SwitchInput,
  output: Nothing,
  async run(ctx, { on, ...address }) {
    const place = await discussionAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(place.repo));
    const { userId } = await participateIn(ctx, place);
    await atomically(ctx, async (ctx) => {
      if (!(await setPinned(ctx, place.discussion.id, on))) return;
      await addEvent(ctx, place.discussion, { type: "pin", authorId: userId, data: { isOn: on } });
      await audit(ctx, on ? "discussion.pinned" : "discussion.unpinned", auditTargetOf(place));
    });
    return {};
  },
});
