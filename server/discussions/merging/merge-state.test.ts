import { describe, expect, test } from "vitest";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { pullWith } from "@/server/testing/pulls";
import { setupWorld } from "@/server/testing/world";
import { getDiscussion } from "../get-discussion";
import { pullNumbered } from "../pulls/commit-to-pull";
import { dismissReview } from "../reviews/dismiss-review";
import { reviewPull } from "../reviews/review-pull";
import { insertEvent } from "../store/events";
import { putStatus } from "../store/statuses";
import { updateDiscussionSettings } from "../update-discussion-settings";
import { getMergeState } from "./get-merge-state";

describe("what speaks against a merge", () => {
  const world = setupWorld();

  async function proposed() {
    const [ada, bob] = [await world.user(), await world.user()];
    const pull = await pullWith(world, { owner: ada, author: bob, texts: { a: "a\n" }, changes: { b: "b\n" } });
    const { discussion, pull: row } = await pullNumbered(pull.ctx, pull.repo, pull.number);
    const rule = (change: object) => updateDiscussionSettings.run(pull.ctx, { ...pull.address, ...change });
    const state = () => getMergeState.run(pull.ctx, pull.at);
    return { ...pull, ada, bob, discussion, head: row.headCommit, rule, state };
  }

  test("a required check is found behind any number of others, and is shown", async () => {
    const { ctx, ada, repo, head, rule, state } = await proposed();
    await rule({ requiredChecks: ["zz/last", "zz/never"] });
    const said = { repoId: repo.id, commit: head, state: "success", description: "", creatorId: ada.userId } as const;
    const contexts = Array.from({ length: 120 }, (_, index) => `a/${String(index).padStart(3, "0")}`);
    for (const context of [...contexts, "zz/last"]) await putStatus(ctx, { ...said, targetUrl: null, context });
    const { checks, missingChecks, obstacles } = await state();
    expect(missingChecks).toEqual(["zz/never"]);
    expect(obstacles).toEqual(["check_missing"]);
    expect(checks.filter(({ context }) => context === "zz/last")).toHaveLength(1);
    await putStatus(ctx, { ...said, targetUrl: null, context: "zz/last", state: "failure" });
    expect((await state()).missingChecks).toEqual(["zz/last", "zz/never"]);
  });

  test("the last word of each reviewer counts, however many reviews there are", async () => {
    const { ctx, at, address, bob, discussion, rule, state } = await proposed();
    const [cleo, dan, eve] = [await world.user(), await world.user(), await world.user()];
    for (const { username } of [cleo, dan]) await putCollaborator.run(ctx, { ...address, username, role: "write" });
    await rule({ requiredApprovals: 1 });
    const say = (who: typeof cleo, verdict: "approve" | "request_changes" | "comment") =>
      reviewPull.run(world.as(who), { ...at, verdict, body: "words", comments: [], withDrafts: false });
    const remark = { discussionId: discussion.id, type: "review", authorId: eve.userId, body: "words" } as const;
    const remarks = async () => {
      for (let many = 0; many < 1_001; many++) {
        await insertEvent(ctx, { ...remark, data: { verdict: "comment", isBinding: false } });
      }
    };

    await say(cleo, "request_changes");
    await say(dan, "approve");
    await remarks();
    expect(await state()).toMatchObject({ approvals: 1, changesRequestedBy: [cleo.username] });
    await say(cleo, "approve");
    await say(dan, "comment");
    expect(await state()).toMatchObject({ approvals: 2, changesRequestedBy: [], obstacles: [] });
    const { reviewers } = await getDiscussion.run(world.as(bob), at);
    const dans = reviewers.find(({ name }) => name === dan.username);
    expect(dans).toMatchObject({ verdict: "approve", isBinding: true });
    await dismissReview.run(ctx, { ...at, eventId: dans?.reviewId ?? "", reason: "late" });
    expect(await state()).toMatchObject({ approvals: 1, changesRequestedBy: [] });
  });
});
