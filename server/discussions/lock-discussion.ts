import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { resourceOf } from "@/server/hub";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { addEvent } from "./add-event";
import { LockInput } from "./contract/discussion";
import { discussionAt, participateIn } from "./participate";
import { auditTargetOf } from "./show";
import { setLocked } from "./store/discussions";

export const lockDiscussion = defineCommand({
  name: "discussions.lockDiscussion",
  summary: "Lock a discussion, so that only writers speak, or unlock it",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/discussions/{number}/lock", status: 204 },
  input: LockInput,
  output: Nothing,
  async run(ctx, { on, reason, ...address }) {
    if (reason && !on) throw new DomainError("invalid", "Only a lock has a reason");
    const place = await discussionAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(place.repo));
    const { userId } = await participateIn(ctx, place);
    const why = reason ? { lockReason: reason } : {};
    await atomically(ctx, async (ctx) => {
      if (!(await setLocked(ctx, place.discussion.id, { isLocked: on, reason: reason ?? null }))) return;
      await addEvent(ctx, place.discussion, { type: "lock", authorId: userId, data: { isOn: on, ...why } });
      await audit(ctx, on ? "discussion.locked" : "discussion.unlocked", auditTargetOf(place, why));
    });
    return {};
  },
});
