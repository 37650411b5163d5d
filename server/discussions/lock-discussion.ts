import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { resourceOf } from "@/server/hub";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { addEvent } from "./add-event";
import { SwitchInput } from "./contract/discussion";
import { discussionAt, participateIn } from "./participate";
import { auditTargetOf } from "./show";
import { setLocked } from "./store/discussions";

export const lockDiscussion = defineCommand({
  name: "discussions.lockDiscussion",
  summary: "Lock a discussion, so that only writers speak, or unlock it",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/discussions/{number}/lock", status: 204 },
  input: SwitchInput,
  output: Nothing,
  async run(ctx, { on, ...address }) {
    const place = await discussionAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(place.repo));
    const { userId } = await participateIn(ctx, place);
    await atomically(ctx, async (ctx) => {
      if (!(await setLocked(ctx, place.discussion.id, on))) return;
      await addEvent(ctx, place.discussion, { type: "lock", authorId: userId, data: { isOn: on } });
      await audit(ctx, on ? "discussion.locked" : "discussion.unlocked", auditTargetOf(place));
    });
    return {};
  },
});
