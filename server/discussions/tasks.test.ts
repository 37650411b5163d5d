import { describe, expect, test } from "vitest";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { editComment } from "./comments/edit-comment";
import { hideComment } from "./comments/hide-comment";
import { listCommentEdits } from "./comments/list-comment-edits";
import { toggleTask } from "./comments/toggle-task";
import { tasksIn, withTask } from "./contract/tasks";
import { createIssue } from "./create-issue";
import { listDiscussionEvents } from "./list-discussion-events";
import { listDiscussions } from "./list-discussions";
import { lockDiscussion } from "./lock-discussion";

const BODY = [
  "Before we ship:",
  "- [ ] write it",
  "- [x] read it  ",
  "  1. [X] twice",
  "> * [ ] quoted",
  "```md",
  "- [ ] an example",
  "~~~",
  "```",
  "- [] no box",
  "- [ ]",
  "+ [ ] 发布 $& $1",
].join("\r\n");

describe("tasks of a text", () => {
  test("stand on lines of lists, and not in code", () => {
    expect(tasksIn(BODY)).toEqual([
      { line: 2, text: "write it", isDone: false },
      { line: 3, text: "read it", isDone: true },
      { line: 4, text: "twice", isDone: true },
      { line: 5, text: "quoted", isDone: false },
      { line: 12, text: "发布 $& $1", isDone: false },
    ]);
  });

  test("are ticked without touching anything else, and only where they stand", () => {
    const ticked = withTask(BODY, { line: 12, text: "发布 $& $1", isDone: true });
    expect(ticked).toBe(BODY.replace("+ [ ]", "+ [x]"));
    expect(withTask(BODY, { line: 3, text: "read it", isDone: false })).toBe(BODY.replace("[x] read", "[ ] read"));
    expect(withTask(BODY, { line: 2, text: "read it", isDone: true })).toBeNull();
    expect(withTask(BODY, { line: 2, text: "write it", isDone: false })).toBeNull();
    expect(withTask(BODY, { line: 7, text: "an example", isDone: true })).toBeNull();
  });

  test("are found in time that grows with the text", () => {
    const hostile = [" ".repeat(60_000), `${"> ".repeat(30_000)}- [`, `-${" ".repeat(60_000)}`, "`".repeat(60_000)];
    for (const text of hostile) expect(cpuMsOf(() => expect(tasksIn(text)).toEqual([]))).toBeLessThan(1_000);
  });
});

describe("ticking tasks", () => {
  const world = setupWorld();
  const description = "- [ ] one\n- [ ] two\n- [x] three";
  const one = { line: 1, text: "one", isDone: true };

  async function plan(visibility: "public" | "private") {
    const [ada, bob, eve] = [world.as(await world.user()), world.as(await world.user()), world.as(await world.user())];
    const name = `tasks-${visibility}`;
    const { address } = await repoWith(ada, { name, visibility, texts: { a: "x" } });
    const username = bob.actor.kind === "user" ? bob.actor.username : "";
    await putCollaborator.run(ada, { ...address, username, role: "read" });
    const { number } = await createIssue.run(bob, { ...address, title: "Plan", description });
    const at = { ...address, number };
    const [event] = (await listDiscussionEvents.run(ada, { ...at, limit: 20 })).items;
    return { ada, bob, eve, address, at: { ...at, eventId: event?.id ?? "" } };
  }

  test("is for who said it and who writes to the repository, keeps what it was before, and is counted in lists", async () => {
    const { ada, bob, eve, address, at } = await plan("public");
    expect(await toggleTask.run(bob, { ...at, ...one })).toMatchObject({ editCount: 1 });
    const second = await toggleTask.run(ada, { ...at, line: 2, text: "two", isDone: true });
    expect(second).toMatchObject({ body: "- [x] one\n- [x] two\n- [x] three", editCount: 2 });
    await expect(toggleTask.run(eve, { ...at, ...one, isDone: false })).rejects.toMatchObject({ code: "forbidden" });
    const nobody = world.as({ kind: "anonymous" });
    await expect(toggleTask.run(nobody, { ...at, ...one, isDone: false })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const edits = await listCommentEdits.run(eve, { ...at, limit: 20 });
    expect(edits.items.map(({ body }) => body)).toEqual(["- [x] one\n- [ ] two\n- [x] three", description]);
    const asked = { ...address, type: "all" as const, status: "all" as const, limit: 20 };
    const { items } = await listDiscussions.run(eve, asked);
    expect(items.map(({ tasks }) => tasks)).toEqual([{ done: 3, total: 3 }]);
    await hideComment.run(ada, { ...at, hidden: true });
    await expect(toggleTask.run(bob, { ...at, ...one, isDone: false })).rejects.toMatchObject({ code: "forbidden" });
    expect((await listDiscussions.run(eve, asked)).items[0]?.tasks).toEqual({ done: 0, total: 0 });
  });

  test("tells who comes too late, loses nothing of two at once, and stops where nobody may speak", async () => {
    const { ada, bob, eve, at } = await plan("private");
    await expect(toggleTask.run(eve, { ...at, ...one })).rejects.toMatchObject({ code: "not_found" });
    const both = [toggleTask.run(bob, { ...at, ...one }), toggleTask.run(ada, { ...at, ...one })];
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    await editComment.run(bob, { ...at, body: "- [ ] zero\n- [x] one" });
    await expect(toggleTask.run(ada, { ...at, ...one, isDone: false })).rejects.toMatchObject({ code: "conflict" });
    await lockDiscussion.run(ada, { ...at, on: true });
    await expect(toggleTask.run(bob, { ...at, line: 1, text: "zero", isDone: true })).rejects.toMatchObject({
      reason: "locked",
    });
  });
});
