import { audit } from "@/server/audit";
import { recordPush } from "@/server/hub";
import { atomically, type Ctx } from "@/server/kernel";
import { addEvent, addSpeech } from "../add-event";
import type { PullPlace } from "../participate";
import { guardPull } from "../pulls/guard-ref";
import { auditTargetOf } from "../show";
import { moveStatus } from "../store/discussions";
import { findFirstEvent } from "../store/events";
import { type MergeIntent, recordMerge } from "../store/pulls";
import { closeByWords } from "./close-by-words";

type Done = Pick<MergeIntent, "base" | "commit" | "comment"> & { readonly byId: string | null };

/** The branch has moved: the rows follow, once. Safe to run twice and side by side. */
export async function completeMerge(ctx: Ctx<"repositories">, place: PullPlace, done: Done): Promise<void> {
  const { repo, discussion, pull } = place;
  await atomically(ctx, async (ctx) => {
    const facts = { mergeBase: done.base, mergeCommit: done.commit, mergedById: done.byId };
    if (!(await recordMerge(ctx, discussion.id, facts))) return;
    await moveStatus(ctx, discussion.id, { from: ["draft", "open", "closed"], to: "merged" });
    await guardPull(ctx, place, "merged");
    if (done.comment.trim() !== "") {
      await addSpeech(ctx, discussion, { type: "comment", authorId: done.byId, body: done.comment });
    }
    const data = { status: "merged", commit: done.commit } as const;
    await addEvent(ctx, discussion, { type: "status", authorId: done.byId, data });
    if (pull.baseBranch === repo.defaultBranch) {
      const first = await findFirstEvent(ctx.db, discussion.id);
      const text = `${discussion.title}\n${first?.body ?? ""}`;
      await closeByWords(ctx, repo.id, { text, authorId: done.byId, data: { number: discussion.number } });
    }
    await audit(ctx, "pullRequest.merged", auditTargetOf(place, { base: pull.baseBranch, commit: done.commit }));
  });
  await recordPush(ctx, repo.id);
}
