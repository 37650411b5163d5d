import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { resourceOf } from "@/server/hub";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { addEvent } from "../add-event";
import { Discussion, LabelsInput } from "../contract/discussion";
import { discussionAt, type Place, participateIn } from "../participate";
import { auditTargetOf, showDiscussions } from "../show";
import { changeDiscussion, type DiscussionRow } from "../store/discussions";
import { findLabels, labelsOf, replaceLabels } from "../store/labels";

export const setDiscussionLabels = defineCommand({
  name: "discussions.setDiscussionLabels",
  summary: "Give a discussion exactly these labels",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/discussions/{number}/labels" },
  input: LabelsInput,
  output: Discussion,
  async run(ctx, { labels, ...address }) {
    const place = await discussionAt(ctx, address);
    const [shown] = await showDiscussions(ctx, place.repo, [await setLabels(ctx, place, labels)]);
    if (!shown) throw new Error("A discussion was not shown");
    return shown;
  },
});

/** Throws what `participateIn` throws, `forbidden` for who cannot write, and `invalid` for a label that there is not. */
export async function setLabels(ctx: Ctx, place: Place, labels: readonly string[]): Promise<DiscussionRow> {
  const { repo, discussion } = place;
  const { userId } = await participateIn(ctx, place);
  await authorize(ctx, "repo.write", resourceOf(repo));
  const found = await findLabels(ctx.db, repo.id, labels);
  const missing = labels.find((name) => !found.some(({ nameFolded }) => nameFolded === name.toLowerCase()));
  if (missing !== undefined) throw new DomainError("invalid", `There is no label ${missing}: make it first`);
  const before = (await labelsOf(ctx.db, [discussion.id])).map(({ name }) => name);
  const after = found.map(({ name }) => name);
  const added = after.filter((name) => !before.includes(name));
  const removed = before.filter((name) => !after.includes(name));
  return atomically(ctx, async (ctx) => {
    await replaceLabels(
      ctx.db,
      discussion.id,
      found.map(({ id }) => id),
    );
    const row = await changeDiscussion(ctx, discussion.id, {});
    if (added.length + removed.length > 0) {
      await addEvent(ctx, discussion, { type: "labels", authorId: userId, data: { added, removed } });
    }
    await audit(ctx, "discussion.labelled", auditTargetOf(place, { added, removed }));
    return row;
  });
}
