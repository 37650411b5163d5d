import { describe, expect, test } from "vitest";
import { pullWith } from "@/server/testing/pulls";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { changeDiscussions } from "./change-discussions";
import { addComment } from "./comments/add-comment";
import { countDiscussions } from "./count-discussions";
import { createIssue } from "./create-issue";
import { getDiscussion } from "./get-discussion";
import { putLabel } from "./labels/put-label";
import { setDiscussionLabels } from "./labels/set-discussion-labels";
import { listDiscussions } from "./list-discussions";
import { lockDiscussion } from "./lock-discussion";
import { reviewPull } from "./reviews/review-pull";
import { setAssignees } from "./set-assignees";

describe("a list of discussions", () => {
  const world = setupWorld();

  async function busy(name: string) {
    const [ada, mei, eve] = [await world.user(), await world.user(), await world.user()];
    const [owner, other] = [world.as(ada), world.as(mei)];
    const { address } = await repoWith(owner, { name, visibility: "public", texts: { a: "x" } });
    for (const [ctx, title] of [
      [owner, "Slow start"],
      [other, "Crash on start"],
      [owner, "Typo"],
    ] as const) {
      await createIssue.run(ctx, { ...address, title, description: "" });
    }
    await putLabel.run(owner, { ...address, label: "Good first", color: "ff0000", description: "" });
    const list = async (ctx: ReturnType<typeof world.as>, query: string, slice = {}) =>
      listDiscussions.run(ctx, { ...address, type: "all", status: "all", query, limit: 20, ...slice });
    const numbers = async (query: string) => (await list(owner, query)).items.map(({ number }) => number);
    return { ada, mei, owner, other, stranger: world.as(eve), address, list, numbers };
  }

  test("is narrowed by typed words, ordered and counted", async () => {
    const { ada, mei, owner, other, address, list, numbers } = await busy("typed");
    await setDiscussionLabels.run(owner, { ...address, number: 2, labels: ["good first"] });
    await setAssignees.run(owner, { ...address, number: 1, usernames: [mei.username] });
    await addComment.run(other, { ...address, number: 1, body: "Yes" });
    expect(await numbers("start")).toEqual([2, 1]);
    expect(await numbers(`author:${mei.username}`)).toEqual([2]);
    expect(await numbers("author:@me")).toEqual([3, 1]);
    expect(await numbers('label:"GOOD first"')).toEqual([2]);
    expect(await numbers("no:label no:assignee")).toEqual([3]);
    expect(await numbers(`assignee:${mei.username} is:open is:issue`)).toEqual([1]);
    expect(await numbers("author:nobody-at-all")).toEqual([]);
    expect(await numbers("sort:oldest")).toEqual([1, 2, 3]);
    expect(await numbers("sort:commented")).toEqual([1, 3, 2]);
    expect((await numbers("sort:updated"))[0]).toBe(1);
    for (const sort of ["newest", "oldest", "commented", "updated"]) {
      const first = await list(owner, `sort:${sort}`, { limit: 2 });
      const rest = await list(owner, `sort:${sort}`, { limit: 2, cursor: first.nextCursor ?? "" });
      const seen = [...first.items, ...rest.items].map(({ number }) => number);
      expect(seen, sort).toEqual(await numbers(`sort:${sort}`));
    }
    await expect(list(owner, "is:opne")).rejects.toMatchObject({ code: "invalid", reason: "bad_query" });
    const nobody = world.as({ kind: "anonymous" });
    expect((await list(nobody, "author:@me")).items).toEqual([]);
    const counted = countDiscussions.run(owner, { ...address, type: "all", query: `is:closed author:${ada.username}` });
    expect(await counted).toEqual({ open: 2, closed: 0, issues: 2, pulls: 0 });
  });

  test("is changed many at once, and tells which ones stay as they are", async () => {
    const { mei, owner, other, stranger, address, numbers } = await busy("bulk");
    await lockDiscussion.run(owner, { ...address, number: 3, on: true });
    const change = { ...address, numbers: [1, 2, 2, 9] };
    await expect(changeDiscussions.run(other, { ...change, status: "closed" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(changeDiscussions.run(stranger, { ...change, status: "closed" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const closed = await changeDiscussions.run(owner, { ...change, status: "closed" });
    expect(closed.items).toEqual([
      { number: 1, refusal: null },
      { number: 2, refusal: null },
      { number: 9, refusal: expect.stringContaining("9") },
    ]);
    expect(await numbers("is:closed")).toEqual([2, 1]);
    const again = await changeDiscussions.run(owner, { ...address, numbers: [1, 3], status: "closed" });
    expect(again.items).toMatchObject([
      { number: 1, refusal: expect.any(String) },
      { number: 3, refusal: null },
    ]);
    await changeDiscussions.run(owner, { ...change, label: { name: "good first", isOn: true } });
    await changeDiscussions.run(owner, { ...change, assignee: { name: mei.username, isOn: true } });
    expect(await numbers(`label:"good first" assignee:${mei.username}`)).toEqual([2, 1]);
    await changeDiscussions.run(owner, { ...change, label: { name: "good first", isOn: false } });
    expect(await numbers('label:"good first"')).toEqual([]);
    const unknown = await changeDiscussions.run(owner, { ...change, label: { name: "none", isOn: true } });
    expect(unknown.items.every(({ refusal }) => refusal !== null)).toBe(true);
  });
});

describe("pull requests in a list", () => {
  const world = setupWorld();

  test("are found by what reviewers said last", async () => {
    const [ada, mei] = [await world.user(), await world.user()];
    const facts = { owner: ada, author: mei, texts: { a: "1\n" }, changes: { a: "2\n" } };
    const { ctx, address, at } = await pullWith(world, facts);
    await createIssue.run(ctx, { ...address, title: "Beside", description: "" });
    const found = async (query: string) =>
      (await listDiscussions.run(ctx, { ...address, type: "all", status: "all", query, limit: 20 })).items.length;
    const states = ["approved", "changes_requested", "none"];
    const counts = () => Promise.all(states.map((state) => found(`review:${state}`)));
    expect(await counts()).toEqual([0, 0, 1]);
    const { pull } = await getDiscussion.run(ctx, at);
    const review = { ...at, commit: pull?.headCommit ?? "", body: "So", comments: [], withDrafts: false };
    await reviewPull.run(ctx, { ...review, verdict: "request_changes" });
    expect(await counts()).toEqual([0, 1, 0]);
    await reviewPull.run(ctx, { ...review, verdict: "approve" });
    await reviewPull.run(ctx, { ...review, verdict: "comment" });
    expect(await counts()).toEqual([1, 0, 0]);
    expect(await found("is:pr is:open")).toBe(1);
    expect(await found("is:issue is:merged")).toBe(0);
  });
});
