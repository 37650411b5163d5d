import { describe, expect, test } from "vitest";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { pullWith } from "@/server/testing/pulls";
import { setupWorld } from "@/server/testing/world";
import { getDiscussion } from "../get-discussion";
import { listDiscussionEvents } from "../list-discussion-events";
import { lockDiscussion } from "../lock-discussion";
import { mergePull } from "../merging/merge-pull";
import { newsOf } from "../news";
import { commitToPull, pullNumbered } from "../pulls/commit-to-pull";
import { countPull } from "../pulls/count-pull";
import { getPullFiles } from "../pulls/get-pull-files";
import { setFileViewed } from "../pulls/set-file-viewed";
import { applySuggestion } from "../reviews/apply-suggestion";
import { reviewPull } from "../reviews/review-pull";
import { setDiscussionStatus } from "../set-discussion-status";
import { insertDraft } from "../store/drafts";
import { addReviewDraft } from "./add-review-draft";
import { deleteReviewDraft } from "./delete-review-draft";
import { discardReview } from "./discard-review";
import { editReviewDraft } from "./edit-review-draft";

const LINES = { "a.txt": "1\n2\n3\n4\n5\n" };
const MORE = { "a.txt": "1\n2\nthree\nfour\n5\n", "b.txt": "b\n", "c.txt": "c\n" };
const remark = (line: number, body: string) => ({ path: "a.txt", side: "new", line, body }) as const;
const submission = { verdict: "comment" as const, body: "", comments: [], withDrafts: true };

describe("a review that is not submitted", () => {
  const world = setupWorld();

  async function proposed(visibility: "public" | "private" = "public") {
    const [ada, bob, cleo] = [await world.user(), await world.user(), await world.user()];
    const author = visibility === "private" ? ada : bob;
    const pull = await pullWith(world, { owner: ada, author, texts: LINES, changes: MORE, visibility });
    const files = (user = cleo) => getPullFiles.run(world.as(user), pull.at);
    const events = async () => (await listDiscussionEvents.run(pull.ctx, { ...pull.at, limit: 100 })).items;
    return { ...pull, ada, bob, cleo, asCleo: world.as(cleo), files, events };
  }

  test("is seen by its author alone, and becomes one entry and one notification with its verdict", async () => {
    const { at, ada, bob, asCleo, files, events } = await proposed();
    await addReviewDraft.run(asCleo, { ...at, ...remark(3, `Why, @${ada.username}?`) });
    const second = await addReviewDraft.run(asCleo, { ...at, ...remark(4, "Four"), startLine: 3 });
    expect(second).toMatchObject({ line: 4, startLine: 3, body: "Four" });
    await editReviewDraft.run(asCleo, { ...at, draftId: second.id, body: "Both" });
    expect((await files()).drafts.map(({ body }) => body)).toEqual([`Why, @${ada.username}?`, "Both"]);
    expect((await files()).threads).toEqual([]);
    for (const other of [ada, bob]) expect((await files(other)).drafts).toEqual([]);
    const counted = [asCleo, world.as(bob), world.as({ kind: "anonymous" })].map((ctx) => getDiscussion.run(ctx, at));
    expect((await Promise.all(counted)).map(({ draftCount }) => draftCount)).toEqual([2, 0, 0]);
    expect((await getPullFiles.run(world.as({ kind: "anonymous" }), at)).drafts).toEqual([]);
    expect((await events()).map(({ type }) => type)).toEqual(["comment"]);

    const review = await reviewPull.run(asCleo, { ...at, ...submission, verdict: "approve", body: "Fine" });
    expect((await files()).drafts).toEqual([]);
    expect((await files(bob)).threads).toMatchObject([
      { line: 3, startLine: null },
      { line: 4, startLine: 3 },
    ]);
    const made = (await events()).slice(1);
    expect(made.map(({ type, reviewId }) => [type, reviewId])).toEqual([
      ["review", null],
      ["review_comment", review.id],
      ["review_comment", review.id],
    ]);
    const news = await Promise.all(made.map(({ id }) => newsOf(world.system(), id)));
    expect(news.map((one) => one?.mentioned ?? null)).toEqual([[ada.userId], null, null]);
    await expect(reviewPull.run(asCleo, { ...at, ...submission })).rejects.toMatchObject({ code: "invalid" });
  });

  test("follows the file while it changes, and is thrown away in part or as a whole", async () => {
    const { at, repo, bob, number, asCleo, files, writing } = await proposed();
    const first = await addReviewDraft.run(asCleo, { ...at, ...remark(3, "One") });
    await addReviewDraft.run(asCleo, { ...at, ...remark(5, "Two") });
    await addReviewDraft.run(asCleo, { ...at, ...remark(5, "Three") });
    await commitToPull(world.as(bob), await pullNumbered(world.as(bob), repo, number), {
      message: "on",
      operations: writing({ "a.txt": "0\n1\n2\n3\nfour\n5\n" }),
    });
    expect((await files()).drafts).toMatchObject([{ line: null }, { line: 6 }, { line: 6 }]);
    await deleteReviewDraft.run(asCleo, { ...at, draftId: first.id });
    expect((await files()).drafts).toHaveLength(2);
    await discardReview.run(asCleo, at);
    expect((await files()).drafts).toEqual([]);
    await expect(deleteReviewDraft.run(asCleo, { ...at, draftId: first.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("belongs to nobody else: others change, delete and submit nothing of it", async () => {
    const { at, ada, asCleo, files, ctx } = await proposed();
    const { id: draftId } = await addReviewDraft.run(asCleo, { ...at, ...remark(3, "Mine") });
    await expect(editReviewDraft.run(ctx, { ...at, draftId, body: "Theirs" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(deleteReviewDraft.run(ctx, { ...at, draftId })).rejects.toMatchObject({ code: "not_found" });
    await discardReview.run(ctx, at);
    await reviewPull.run(ctx, { ...at, ...submission, verdict: "approve" });
    expect((await files(ada)).threads).toEqual([]);
    expect((await files()).drafts).toMatchObject([{ body: "Mine" }]);
  });

  test("is begun by who may take part, in a pull request that is open", async () => {
    const { at, asCleo, ctx, address, cleo } = await proposed();
    const draft = { ...at, ...remark(3, "x") };
    const stale = { ...draft, commit: "0".repeat(40) };
    await expect(addReviewDraft.run(asCleo, stale)).rejects.toMatchObject({ code: "stale" });
    const reading = (await world.token(cleo, { role: "read" })).actor;
    await expect(addReviewDraft.run(world.as(reading), draft)).rejects.toMatchObject({ code: "forbidden" });
    await lockDiscussion.run(ctx, { ...at, on: true });
    await expect(addReviewDraft.run(asCleo, draft)).rejects.toMatchObject({ reason: "locked" });
    await putCollaborator.run(ctx, { ...address, username: cleo.username, role: "write" });
    await addReviewDraft.run(asCleo, draft);
    await setDiscussionStatus.run(ctx, { ...at, status: "closed" });
    await expect(addReviewDraft.run(asCleo, draft)).rejects.toMatchObject({ reason: "not_open" });
    await discardReview.run(asCleo, at);
    const hidden = await proposed("private");
    await expect(addReviewDraft.run(asCleo, { ...hidden.at, ...remark(3, "x") })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("has at most a hundred remarks", async () => {
    const { at, repo, number, cleo, asCleo } = await proposed();
    const { discussion, pull } = await pullNumbered(asCleo, repo, number);
    const data = { path: "a.txt", side: "new", line: 1, commit: pull.headCommit } as const;
    const own = { discussionId: discussion.id, authorId: cleo.userId };
    for (let index = 0; index < 100; index += 1) await insertDraft(asCleo, { ...own, data, body: "x" });
    await expect(addReviewDraft.run(asCleo, { ...at, ...remark(3, "x") })).rejects.toMatchObject({
      code: "quota_exceeded",
    });
  });

  test("stands among files and commits that are counted for who may see them", async () => {
    const { ctx, at, asCleo, onMain } = await proposed();
    await onMain({ "z.txt": "z\n" });
    expect(await countPull.run(asCleo, at)).toEqual({ commits: 1, files: 3 });
    await mergePull.run(ctx, at);
    expect(await countPull.run(asCleo, at)).toEqual({ commits: 1, files: 3 });
    const hidden = await proposed("private");
    await expect(countPull.run(asCleo, hidden.at)).rejects.toMatchObject({ code: "not_found" });
  });

  test("suggests for several lines, and all of them are replaced", async () => {
    const { at, bob, asCleo, files, ctx } = await proposed();
    const body = "```suggestion\n3\n3.5\n4\n```";
    await addReviewDraft.run(asCleo, { ...at, ...remark(4, body), startLine: 3 });
    await reviewPull.run(asCleo, { ...at, ...submission });
    const eventId = (await files()).threads[0]?.comment.id ?? "";
    await expect(applySuggestion.run(asCleo, { ...at, eventId })).rejects.toMatchObject({ code: "forbidden" });
    await applySuggestion.run(world.as(bob), { ...at, eventId });
    const [change] = (await getPullFiles.run(ctx, at)).files;
    const added = change?.hunks.flatMap(({ lines }) => lines.filter(({ kind }) => kind === "added"));
    expect(added?.map(({ text }) => text)).toEqual(["3.5"]);
  });

  test("goes with marks on files that were looked at, for oneself, until a file changes", async () => {
    const { at, repo, bob, number, ada, asCleo, files, writing } = await proposed();
    const { files: shown } = await files();
    for (const { path, newOid } of shown) await setFileViewed.run(asCleo, { ...at, path, blob: newOid, viewed: true });
    expect((await files()).viewed).toEqual(["a.txt", "b.txt", "c.txt"]);
    expect((await files(ada)).viewed).toEqual([]);
    await setFileViewed.run(asCleo, { ...at, path: "c.txt", blob: null, viewed: false });
    await commitToPull(world.as(bob), await pullNumbered(world.as(bob), repo, number), {
      message: "on",
      operations: writing({ "b.txt": "other\n" }),
    });
    expect((await files()).viewed).toEqual(["a.txt"]);
    const reading = (await world.token(ada, { role: "read" })).actor;
    const mark = { ...at, path: "a.txt", blob: null, viewed: true };
    await expect(setFileViewed.run(world.as(reading), mark)).rejects.toMatchObject({ code: "forbidden" });
    await expect(setFileViewed.run(world.as({ kind: "anonymous" }), mark)).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });
});
