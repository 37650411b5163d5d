import { describe, expect, test } from "vitest";
import { createBranch, getCommit, moveRefs, prepareMerge, readRefs } from "@/server/git";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { removeCollaborator } from "@/server/hub/collaborators/remove-collaborator";
import type { UserActor } from "@/server/kernel";
import { pullWith, type Texts } from "@/server/testing/pulls";
import { setupWorld } from "@/server/testing/world";
import { getDiscussion } from "../get-discussion";
import { listDiscussionEvents } from "../list-discussion-events";
import { getMergeState } from "../merging/get-merge-state";
import { mergePull } from "../merging/merge-pull";
import { commitToPull, pullNumbered } from "../pulls/commit-to-pull";
import { getConflicts } from "../pulls/get-conflicts";
import { resolveConflicts } from "../pulls/resolve-conflicts";
import { setPullBase } from "../pulls/set-pull-base";
import { syncPull } from "../pulls/sync-pull";
import { updateDiscussionSettings } from "../update-discussion-settings";
import { askForReviewAgain } from "./ask-for-review-again";
import { dismissReview } from "./dismiss-review";
import { reviewPull } from "./review-pull";

const APPROVAL = { verdict: "approve" as const, body: "", comments: [], withDrafts: false };
const ONE = { "a.txt": "1\n2\n3\n4\n5\n6\n7\n8\n9\n" };

describe("approvals", () => {
  const world = setupWorld();

  /** Bob proposes to Ada's repository; Cleo can write to it too. */
  async function proposed(changes: Texts, texts: Texts = ONE) {
    const [ada, bob, cleo] = [await world.user(), await world.user(), await world.user()];
    const pull = await pullWith(world, { owner: ada, author: bob, texts, changes });
    await putCollaborator.run(pull.ctx, { ...pull.address, username: cleo.username, role: "write" });
    const push = async (actor: UserActor, more: Texts) =>
      commitToPull(world.as(actor), await pullNumbered(world.as(actor), pull.repo, pull.number), {
        message: "more",
        operations: pull.writing(more),
      });
    const approve = (actor: UserActor) => reviewPull.run(world.as(actor), { ...pull.at, ...APPROVAL });
    const state = () => getMergeState.run(pull.ctx, pull.at);
    const events = async () => (await listDiscussionEvents.run(pull.ctx, { ...pull.at, limit: 100 })).items;
    const rule = (change: object) => updateDiscussionSettings.run(pull.ctx, { ...pull.address, ...change });
    const wordOf = async (actor: UserActor) =>
      (await getDiscussion.run(pull.ctx, pull.at)).reviewers.find(({ name }) => name === actor.username);
    return { ...pull, ada, bob, cleo, push, approve, state, events, rule, wordOf };
  }

  test("of what has changed since are told apart, and count no longer where the repository says so", async () => {
    const { ctx, at, cleo, bob, push, approve, state, events, rule, wordOf } = await proposed({ "b.txt": "b\n" });
    await rule({ requiredApprovals: 1 });
    await approve(cleo);
    await push(bob, { "b.txt": "other\n" });
    expect(await wordOf(cleo)).toMatchObject({ verdict: "approve", isStale: true });
    expect((await events()).at(-1)).toMatchObject({ type: "stale", data: { removed: [cleo.username] } });
    expect(await state()).toMatchObject({ approvals: 1, obstacles: [] });
    await rule({ dismissesStaleApprovals: true });
    expect(await state()).toMatchObject({ approvals: 0, obstacles: ["review_missing"] });
    await expect(mergePull.run(ctx, at)).rejects.toMatchObject({ reason: "review_missing" });
    await approve(cleo);
    expect(await state()).toMatchObject({ approvals: 1, obstacles: [] });
    expect(await wordOf(cleo)).toMatchObject({ isStale: false });
  });

  /** Puts a commit under the pull request, as a push does. */
  async function move(
    { ctx, repo, number }: Awaited<ReturnType<typeof proposed>>,
    [pusher, make]: readonly [UserActor, (heads: { main: string; pull: string }) => Promise<string>],
  ) {
    const refs = await readRefs(ctx, repo.id);
    const heads = { main: refs.get("refs/heads/main") ?? "", pull: refs.get(`refs/pr/${number}`) ?? "" };
    const after = await make(heads);
    await moveRefs(ctx, repo.id, [{ ref: `refs/pr/${number}`, before: heads.pull, after }]);
    await syncPull(ctx, await pullNumbered(ctx, repo, number), pusher.userId);
  }
  const by = { author: { name: "Bob", email: "bob@example.com" }, message: "on" };

  test("hold where only the base was merged in or rebased onto, and not where something else came with it", async () => {
    const pull = await proposed({ "a.txt": "one\n2\n3\n4\n5\n6\n7\n8\n9\n" });
    const { ctx, repo, bob, cleo, approve, onMain, wordOf, push, events } = pull;
    await approve(cleo);
    await onMain({ "a.txt": "1\n2\n3\n4\n5\n6\n7\n8\nnine\n", "z.txt": "z\n" });
    await move(pull, [
      bob,
      ({ main, pull: head }) => prepareMerge(ctx, repo.id, { ...by, base: head, head: main, method: "merge" }),
    ]);
    expect(await wordOf(cleo)).toMatchObject({ verdict: "approve", isStale: false });
    await onMain({ "y.txt": "y\n" });
    await move(pull, [
      bob,
      ({ main, pull: head }) => prepareMerge(ctx, repo.id, { ...by, base: main, head, method: "rebase" }),
    ]);
    expect(await wordOf(cleo)).toMatchObject({ isStale: false });
    expect((await events()).at(-1)).toMatchObject({ type: "commits", data: { isForced: true } });
    await onMain({ "x.txt": "x\n" });
    await push(bob, { "x.txt": "mine\n" });
    expect(await wordOf(cleo)).toMatchObject({ isStale: true });
  });

  test("do not hold where a conflict was settled", async () => {
    const { ctx, at, bob, cleo, approve, onMain, wordOf } = await proposed({ "a.txt": "theirs\n" });
    await approve(cleo);
    await onMain({ "a.txt": "ours\n" });
    const { head, base } = await getConflicts.run(ctx, at);
    const files = [{ path: "a.txt", take: "ours" as const }];
    await resolveConflicts.run(world.as(bob), { ...at, expectedHead: head, expectedBase: base, files });
    expect(await wordOf(cleo)).toMatchObject({ isStale: true });
  });

  test("do not hold for another base, but for one that left it at the same commit", async () => {
    const { ctx, repo, at, cleo, approve, wordOf, onMain, start } = await proposed({ "b.txt": "b\n" });
    await createBranch(ctx, repo.id, { name: "same", commit: start });
    await approve(cleo);
    await setPullBase.run(ctx, { ...at, base: "same" });
    expect(await wordOf(cleo)).toMatchObject({ isStale: false });
    await onMain({ "c.txt": "c\n" });
    const first = (await getCommit(ctx, repo.id, start)).parents[0] ?? "";
    await createBranch(ctx, repo.id, { name: "older", commit: first });
    await setPullBase.run(ctx, { ...at, base: "older" });
    expect(await wordOf(cleo)).toMatchObject({ isStale: true });
  });

  test("of the last push come from somebody else than who pushed, where the repository says so", async () => {
    const { ada, cleo, bob, push, approve, state, rule } = await proposed({ "b.txt": "b\n" });
    await rule({ requiresLastPushApproval: true });
    expect((await state()).obstacles).toEqual(["last_push_review_missing"]);
    await push(cleo, { "b.txt": "cleo's\n" });
    await approve(cleo);
    expect((await state()).obstacles).toEqual(["last_push_review_missing"]);
    await approve(ada);
    expect((await state()).obstacles).toEqual([]);
    await push(bob, { "b.txt": "bob's\n" });
    expect((await state()).obstacles).toEqual(["last_push_review_missing"]);
    await approve(cleo);
    expect((await state()).obstacles).toEqual([]);
  });

  test("and objections of who may no longer write to the repository do not count (A14)", async () => {
    const { ctx, at, address, cleo, approve, state, rule } = await proposed({ "b.txt": "b\n" });
    await rule({ requiredApprovals: 1, requiresLastPushApproval: true });
    const cleos = { ...address, username: cleo.username };
    const give = (role: "read" | "write") => putCollaborator.run(ctx, { ...cleos, role });
    await approve(cleo);
    expect(await state()).toMatchObject({ approvals: 1, obstacles: [] });
    await give("read");
    const missing = ["review_missing", "last_push_review_missing"];
    expect(await state()).toMatchObject({ approvals: 0, obstacles: missing });
    await expect(mergePull.run(ctx, at)).rejects.toMatchObject({ reason: "review_missing" });
    await give("write");
    expect(await state()).toMatchObject({ approvals: 1, obstacles: [] });
    await reviewPull.run(world.as(cleo), { ...at, ...APPROVAL, verdict: "request_changes", body: "No" });
    expect((await state()).changesRequestedBy).toEqual([cleo.username]);
    await removeCollaborator.run(ctx, cleos);
    expect((await state()).changesRequestedBy).toEqual([]);
  });

  test("are dismissed with a reason by administrators, and by nobody else", async () => {
    const { ctx, at, ada, bob, cleo, approve, state, events, rule, wordOf } = await proposed({ "b.txt": "b\n" });
    await rule({ requiredApprovals: 1 });
    const { id: eventId } = await approve(cleo);
    const dismissal = { ...at, eventId, reason: "Not the right one" };
    for (const other of [bob, cleo, await world.user()]) {
      await expect(dismissReview.run(world.as(other), dismissal)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await state()).obstacles).toEqual([]);
    await dismissReview.run(ctx, dismissal);
    expect((await state()).obstacles).toEqual(["review_missing"]);
    expect(await wordOf(cleo)).toBeUndefined();
    const data = { removed: [cleo.username], reason: "Not the right one" };
    expect((await events()).at(-1)).toMatchObject({ type: "dismissal", author: { name: ada.username }, data });
    await expect(dismissReview.run(ctx, dismissal)).rejects.toMatchObject({ code: "not_found" });
  });

  test("are asked for again by the author or a writer, until the reviewer has said something", async () => {
    const { ctx, at, ada, bob, cleo, approve, wordOf, events } = await proposed({ "b.txt": "b\n" });
    const again = { ...at, username: cleo.username };
    await expect(askForReviewAgain.run(ctx, again)).rejects.toMatchObject({ code: "invalid" });
    await approve(cleo);
    const eve = await world.user();
    await expect(askForReviewAgain.run(world.as(eve), again)).rejects.toMatchObject({ code: "forbidden" });
    await askForReviewAgain.run(world.as(bob), again);
    expect(await wordOf(cleo)).toMatchObject({ verdict: "approve", isAwaited: true });
    expect((await events()).at(-1)).toMatchObject({ type: "reviewers", data: { added: [cleo.username] } });
    const told = (await events()).length;
    await Promise.all([bob, ada, bob].map((user) => askForReviewAgain.run(world.as(user), again)));
    expect(await events()).toHaveLength(told);
    await reviewPull.run(world.as(cleo), { ...at, ...APPROVAL, verdict: "comment", body: "Still fine" });
    expect(await wordOf(cleo)).toMatchObject({ verdict: "approve", isAwaited: false });
    await mergePull.run(world.as(ada), at);
    await expect(askForReviewAgain.run(ctx, again)).rejects.toMatchObject({ reason: "not_open" });
  });

  test("of code owners are waited for, one of each group, where the repository says so", async () => {
    const [dora, eve] = [await world.user(), await world.user()];
    const owners = (cleo: UserActor) =>
      `* @${cleo.username}\n/docs/ @${dora.username} @${cleo.username}\n/free/\n/far/ @${eve.username}\n`;
    const pull = await proposed({ "docs/a.md": "a\n", "b.txt": "b\n", "free/c": "c\n", "far/d": "d\n" });
    const { ctx, address, cleo, approve, state, rule, onMain } = pull;
    await putCollaborator.run(ctx, { ...address, username: dora.username, role: "write" });
    await onMain({ CODEOWNERS: owners(cleo) });
    expect((await state()).obstacles).toEqual([]);
    await rule({ requiresCodeOwners: true });
    const groups = [[cleo.username], [dora.username, cleo.username]];
    expect(await state()).toMatchObject({ missingOwners: expect.arrayContaining(groups) });
    expect((await state()).missingOwners).toHaveLength(2);
    await approve(dora);
    expect(await state()).toMatchObject({ missingOwners: [[cleo.username]], obstacles: ["code_owner_missing"] });
    await approve(eve);
    await approve(cleo);
    expect(await state()).toMatchObject({ missingOwners: [], obstacles: [] });
  });

  test("of code owners are asked for when a pull request is opened", async () => {
    const [ada, bob, cleo] = [await world.user(), await world.user(), await world.user()];
    const texts = { ...ONE, ".github/CODEOWNERS": `*.txt @${cleo.username} @${bob.username} @nobody-here\n` };
    const { ctx, at } = await pullWith(world, { owner: ada, author: bob, texts, changes: { "b.txt": "b\n" } });
    expect((await getDiscussion.run(ctx, at)).reviewers).toMatchObject([{ name: cleo.username, isAwaited: true }]);
  });
});
