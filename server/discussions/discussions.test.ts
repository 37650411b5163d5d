import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { UserActor } from "@/server/kernel";
import { allPages } from "@/server/testing/all-pages";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { blockUser } from "./blocks/block-user";
import { addComment } from "./comments/add-comment";
import { editComment } from "./comments/edit-comment";
import { hideComment } from "./comments/hide-comment";
import { listCommentEdits } from "./comments/list-comment-edits";
import { listCommentReports } from "./comments/list-comment-reports";
import { putReaction } from "./comments/put-reaction";
import { reportComment } from "./comments/report-comment";
import { settleReport } from "./comments/settle-report";
import { suggestedLines } from "./contract/suggested-lines";
import { countDiscussions } from "./count-discussions";
import { createIssue } from "./create-issue";
import { getDiscussion } from "./get-discussion";
import { listLabels } from "./labels/list-labels";
import { putLabel } from "./labels/put-label";
import { setDiscussionLabels } from "./labels/set-discussion-labels";
import { listDiscussionEvents } from "./list-discussion-events";
import { listDiscussions } from "./list-discussions";
import { lockDiscussion } from "./lock-discussion";
import { followLine } from "./pulls/follow-line";
import { renameDiscussion } from "./rename-discussion";
import { ownersIn, readCodeOwners } from "./reviews/code-owners";
import { setDiscussionStatus } from "./set-discussion-status";
import { insertDiscussion } from "./store/discussions";
import { listTemplates } from "./templates/list-templates";
import { updateDiscussionSettings } from "./update-discussion-settings";
import { closingsIn, referencesIn } from "./words";

const issue = { title: "Broken", description: "It does not work" };

describe("issues", () => {
  const world = setupWorld();

  async function project(owner: UserActor, texts: Readonly<Record<string, string>> = {}, visibility = "public") {
    const name = `talk-${randomUUID().slice(0, 8)}`;
    const facts = { name, visibility: visibility === "public" ? "public" : "private", texts } as const;
    return repoWith(world.as(owner), facts);
  }

  test("are for everybody who is signed in and can read; what is private does not exist for others", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const open = await project(ada);
    const hidden = await project(ada, {}, "private");
    const read = (await world.token(bob, { role: "read" })).actor;
    await expect(createIssue.run(world.as({ kind: "anonymous" }), { ...open.address, ...issue })).rejects.toMatchObject(
      {
        code: "unauthenticated",
      },
    );
    await expect(createIssue.run(world.as(read), { ...open.address, ...issue })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(createIssue.run(world.as(bob), { ...hidden.address, ...issue })).rejects.toMatchObject({
      code: "not_found",
    });
    await createIssue.run(world.as(ada), { ...hidden.address, ...issue });
    await expect(getDiscussion.run(world.as(bob), { ...hidden.address, number: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
    const made = await createIssue.run(world.as(bob), { ...open.address, ...issue });
    expect(made).toMatchObject({ number: 1, author: { name: bob.username }, status: "open" });
    expect(await getDiscussion.run(world.as(bob), { ...open.address, number: 1 })).toMatchObject({
      can: { comment: true, edit: true, write: false, push: false },
      isSubscribed: true,
    });
  });

  test("are renamed and closed by their author and writers; a lock, a block and a setting keep people out", async () => {
    const [ada, bob, eve] = [await world.user(), await world.user(), await world.user()];
    const { address } = await project(ada);
    const at = { ...address, number: 1 };
    await createIssue.run(world.as(bob), { ...address, ...issue });
    await expect(renameDiscussion.run(world.as(eve), { ...at, title: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await renameDiscussion.run(world.as(bob), { ...at, title: "Better" });
    await setDiscussionStatus.run(world.as(ada), { ...at, status: "closed", comment: "Done" });
    await expect(setDiscussionStatus.run(world.as(ada), { ...at, status: "closed" })).rejects.toMatchObject({
      code: "conflict",
    });
    await setDiscussionStatus.run(world.as(bob), { ...at, status: "open" });
    await lockDiscussion.run(world.as(ada), { ...at, on: true });
    const say = { ...at, body: "Hello" };
    await expect(addComment.run(world.as(bob), say)).rejects.toMatchObject({ reason: "locked" });
    await addComment.run(world.as(ada), say);
    await lockDiscussion.run(world.as(ada), { ...at, on: false });
    await blockUser.run(world.as(ada), { username: eve.username });
    await expect(addComment.run(world.as(eve), say)).rejects.toMatchObject({ reason: "blocked" });
    await updateDiscussionSettings.run(world.as(ada), { ...address, isEnabled: false });
    await expect(addComment.run(world.as(bob), say)).rejects.toMatchObject({ reason: "discussions_disabled" });
    const { items } = await listDiscussionEvents.run(world.as(bob), { ...at, limit: 100 });
    const types = ["comment", "title", "comment", "status", "status", "lock", "comment", "lock"];
    expect(items.map(({ type }) => type)).toEqual(types);
  });

  test("say why they were closed and locked, until they are open again", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const { address } = await project(ada);
    const at = { ...address, number: 1 };
    await createIssue.run(world.as(bob), { ...address, ...issue });
    const shown = () => getDiscussion.run(world.as(bob), at);
    const lock = (actor: typeof ada, more: object) => lockDiscussion.run(world.as(actor), { ...at, on: true, ...more });
    await expect(lock(bob, { reason: "spam" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(lock(ada, { on: false, reason: "spam" })).rejects.toMatchObject({ code: "invalid" });
    await expect(
      setDiscussionStatus.run(world.as(bob), { ...at, status: "open", reason: "completed" }),
    ).rejects.toMatchObject({ code: "invalid" });
    await setDiscussionStatus.run(world.as(bob), { ...at, status: "closed", reason: "not_planned" });
    await lock(ada, { reason: "too_heated" });
    expect(await shown()).toMatchObject({ closeReason: "not_planned", lockReason: "too_heated" });
    await setDiscussionStatus.run(world.as(ada), { ...at, status: "open" });
    await lock(ada, { on: false });
    expect(await shown()).toMatchObject({ status: "open", closeReason: null, lockReason: null, isLocked: false });
    const { items } = await listDiscussionEvents.run(world.as(bob), { ...at, limit: 100 });
    expect(items.slice(1).map(({ data }) => data)).toEqual([
      { status: "closed", closeReason: "not_planned" },
      { isOn: true, lockReason: "too_heated" },
      { status: "open" },
      { isOn: false },
    ]);
  });

  test("keep what a comment said before, show nothing of what is hidden, and reports reach the moderators", async () => {
    const [ada, bob, mod] = [
      await world.user(),
      await world.user(),
      await world.user({ platformRoles: ["moderator"] }),
    ];
    const { address } = await project(ada);
    await createIssue.run(world.as(bob), { ...address, ...issue });
    const at = { ...address, number: 1 };
    const { id: eventId } = await addComment.run(world.as(bob), { ...at, body: "Rude" });
    await putReaction.run(world.as(ada), { ...at, eventId, reaction: "heart" });
    await putReaction.run(world.as(ada), { ...at, eventId, reaction: "heart" });
    await expect(editComment.run(world.as(ada), { ...at, eventId, body: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await editComment.run(world.as(bob), { ...at, eventId, body: "Ruder" })).toMatchObject({
      editCount: 1,
      reactions: [{ reaction: "heart", count: 1, isMine: false }],
    });
    const edits = await listCommentEdits.run(world.as(ada), { ...at, eventId, limit: 20 });
    expect(edits.items).toMatchObject([{ body: "Rude", editor: { name: bob.username } }]);
    await reportComment.run(world.as(ada), { ...at, eventId, reason: "Look" });
    await expect(listCommentReports.run(world.as(ada), { limit: 20 })).rejects.toMatchObject({ code: "forbidden" });
    const { items } = await listCommentReports.run(world.as(mod), { limit: 20 });
    expect(items).toMatchObject([{ reason: "Look", body: "Ruder", author: { name: bob.username } }]);
    await settleReport.run(world.as(mod), { reportId: items[0]?.id ?? "", hide: true });
    expect((await listCommentReports.run(world.as(mod), { limit: 20 })).items).toEqual([]);
    const shown = await listDiscussionEvents.run(world.as(bob), { ...at, limit: 100 });
    expect(shown.items[1]).toMatchObject({ body: "", hidden: { by: mod.username } });
    expect((await listCommentEdits.run(world.as(bob), { ...at, eventId, limit: 20 })).items).toEqual([]);
    for (const person of [bob, ada]) {
      for (const hidden of [false, true]) {
        await expect(hideComment.run(world.as(person), { ...at, eventId, hidden })).rejects.toMatchObject({
          code: "forbidden",
        });
      }
    }
    await hideComment.run(world.as(mod), { ...at, eventId, hidden: false });
    const { id: other } = await addComment.run(world.as(bob), { ...at, body: "Off topic" });
    await hideComment.run(world.as(ada), { ...at, eventId: other, hidden: true });
    await hideComment.run(world.as(ada), { ...at, eventId: other, hidden: false });
    const open = await listDiscussionEvents.run(world.as(bob), { ...at, limit: 100 });
    expect(open.items.slice(1).map(({ body }) => body)).toEqual(["Ruder", "Off topic"]);
  });

  test("are reported by who was blocked there, and where nothing is said any more", async () => {
    const [ada, eve] = [await world.user(), await world.user()];
    const mod = await world.user({ platformRoles: ["moderator"] });
    const { address } = await project(ada);
    await createIssue.run(world.as(ada), { ...address, ...issue });
    const at = { ...address, number: 1 };
    const { id: eventId } = await addComment.run(world.as(ada), { ...at, body: "An insult" });
    await blockUser.run(world.as(ada), { username: eve.username });
    await updateDiscussionSettings.run(world.as(ada), { ...address, isEnabled: false });
    await reportComment.run(world.as(eve), { ...at, eventId, reason: "It insults me" });
    const { items } = await listCommentReports.run(world.as(mod), { limit: 20 });
    expect(items).toMatchObject([{ reason: "It insults me" }]);
    await settleReport.run(world.as(mod), { reportId: items[0]?.id ?? "", hide: false });
  });

  test("are found by label, person and words, and mention each other", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const { address } = await project(ada);
    await createIssue.run(world.as(bob), { ...address, ...issue });
    await createIssue.run(world.as(ada), { ...address, title: "100% wrong", description: "See #1, not `#2`" });
    await expect(
      setDiscussionLabels.run(world.as(ada), { ...address, number: 1, labels: ["bug"] }),
    ).rejects.toMatchObject({ code: "invalid" });
    await putLabel.run(world.as(ada), { ...address, label: "Bug", color: "ff0000", description: "Wrong" });
    const fresh = { ...address, label: "bug", color: "00ff00", description: "", mustBeNew: true };
    await expect(putLabel.run(world.as(ada), fresh)).rejects.toMatchObject({ code: "conflict", reason: "name_taken" });
    const { items: labels } = await listLabels.run(world.as(ada), { ...address, limit: 20 });
    expect(labels).toMatchObject([{ name: "Bug", color: "ff0000", description: "Wrong" }]);
    await setDiscussionLabels.run(world.as(ada), { ...address, number: 1, labels: ["bug"] });
    const numbers = async (filter: object) => {
      const asked = { ...address, type: "all" as const, status: "all" as const, limit: 20, ...filter };
      return (await listDiscussions.run(world.as(bob), asked)).items.map(({ number }) => number);
    };
    expect(await numbers({})).toEqual([2, 1]);
    expect(await numbers({ label: ["BUG"] })).toEqual([1]);
    expect(await numbers({ author: bob.username })).toEqual([1]);
    expect(await numbers({ author: "nobody-at-all" })).toEqual([]);
    expect(await numbers({ search: "0% w" })).toEqual([2]);
    expect(await numbers({ type: "pull" })).toEqual([]);
    const { items } = await listDiscussionEvents.run(world.as(bob), { ...address, number: 1, limit: 100 });
    expect(items.map(({ type }) => type)).toEqual(["comment", "reference", "labels"]);
  });

  test("five hundred of them are listed page by page and counted", async () => {
    const ada = await world.user();
    const { repo, address } = await project(ada);
    const ctx = world.as(ada);
    const facts = { repoId: repo.id, isPull: true, authorId: ada.userId, status: "open" as const };
    for (let number = 1; number <= 500; number += 1) {
      await insertDiscussion(ctx, { ...facts, number, title: `Number ${number}` });
    }
    const asked = { ...address, type: "pull" as const, status: "open" as const, limit: 50 };
    const items = await allPages((cursor) => listDiscussions.run(ctx, { ...asked, cursor }));
    expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 500 }, (_, index) => 500 - index));
    const counts = await countDiscussions.run(ctx, { ...address, type: "pull" });
    expect(counts).toEqual({ open: 500, closed: 0, issues: 0, pulls: 500 });
  });

  test("start from templates of the repository", async () => {
    const ada = await world.user();
    const text =
      "---\nname: Bug report\nabout: Something is wrong\ntitle: '[bug] '\nlabels: bug, urgent\n---\nSteps:\n";
    const { address } = await project(ada, { ".github/ISSUE_TEMPLATE/bug.md": text });
    const { items } = await listTemplates.run(world.as(ada), { ...address, type: "issue", limit: 20 });
    const expected = { name: "Bug report", title: "[bug] ", body: "Steps:\n", labels: ["bug", "urgent"] };
    expect(items).toMatchObject([expected]);
    expect((await listTemplates.run(world.as(ada), { ...address, type: "pull", limit: 20 })).items).toEqual([]);
    await putLabel.run(world.as(ada), { ...address, label: "bug", color: "ff0000", description: "" });
    const issue = { ...address, title: "[bug] Why", description: "Steps:", labels: ["other"], template: "Bug report" };
    const { labels } = await createIssue.run(world.as(await world.user()), issue);
    expect(labels.map(({ name }) => name)).toEqual(["bug"]);
  });
});

describe("what is read in texts", () => {
  test("words that close, numbers that are named, and suggestions", () => {
    expect(closingsIn("Fixes #3, closes: #4 and resolve #5; prefixes #6, `fixes #7`")).toEqual([3, 4, 5]);
    expect(referencesIn("#1 and ada/x#2, a#3, (#4) `#5` http://x/#6 #0")).toEqual([1, 4]);
    expect(suggestedLines("Try\n```suggestion\na\nb\n```\nOr")).toEqual({
      before: "Try\n",
      lines: "a\nb\n",
      after: "\nOr",
    });
    expect(suggestedLines("```js\na\n```")).toBeNull();
    expect(closingsIn("fixes #1 ".repeat(50_000))).toEqual([1]);
  });

  test("the last rule for a path names its owners", () => {
    const rules = readCodeOwners("* @all\n/docs/ @writer # people\n*.py @snake @x\n/docs/private @nobody\n");
    expect(ownersIn(rules, ["a.txt"])).toEqual(["all"]);
    expect(ownersIn(rules, ["docs/a.txt", "src/a.py"])).toEqual(["writer", "snake", "x"]);
    expect(ownersIn(rules, ["docs/private/x"])).toEqual(["nobody"]);
  });

  test("a line is followed through a change", () => {
    const line = (kind: "context" | "added" | "removed") => ({ kind, text: "" });
    const hunks = [
      {
        oldStart: 3,
        newStart: 3,
        heading: "",
        lines: [line("context"), line("added"), line("removed"), line("context")],
      },
      { oldStart: 20, newStart: 20, heading: "", lines: [line("context"), line("added")] },
    ];
    expect([1, 3, 4, 5, 10, 20, 21].map((at) => followLine(hunks, at))).toEqual([1, 3, null, 5, 10, 20, 22]);
  });
});
