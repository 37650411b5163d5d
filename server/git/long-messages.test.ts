import { expect, test } from "vitest";
import { AUTHOR, gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { createBranch, createTag, getCommit, lastCommits, listCommits, listRefs, prepareMerge, tagSubjects } from ".";

const world = setupWorld();
const TITLE = "t".repeat(30_000);
const BODY = "b".repeat(30_000);

/** A commit whose message has 60 kB, on top of an ordinary one. */
async function long() {
  const made = await gitRepository(world.system());
  const first = await made.commit("one", [put("a", "1")]);
  await createBranch(made.ctx, made.repoId, { name: "long", commit: first });
  const last = await made.commit(`${TITLE}\n\n${BODY}`, [put("b", "2")], "long");
  return { ...made, first, last };
}

test("lists tell the beginning of a long message, one commit all of it", async () => {
  const { ctx, repoId, last } = await long();
  const shown = { title: TITLE.slice(0, 1_000), body: expect.stringMatching(/^b{1,10000}$/) };
  const { items } = await listCommits(ctx, repoId, { commit: last });
  expect(items).toMatchObject([shown, { title: "one", body: "" }]);
  const byPath = await lastCommits(ctx, repoId, { commit: last, paths: ["b"] });
  expect(byPath.get("b")).toMatchObject(shown);
  expect(await getCommit(ctx, repoId, last)).toMatchObject({ title: TITLE, body: BODY });
});

test("a rebased commit keeps all of its message", async () => {
  const { ctx, repoId, commit, last } = await long();
  const base = await commit("two", [put("c", "3")]);
  const rebased = await prepareMerge(ctx, repoId, { base, head: last, method: "rebase", message: "", author: AUTHOR });
  expect(await getCommit(ctx, repoId, rebased)).toMatchObject({ title: TITLE, body: BODY, parents: [base] });
});

test("a list of refs reads no messages, and of the tags that are shown only the beginning", async () => {
  const { ctx, repoId, first } = await long();
  await createTag(ctx, repoId, { name: "v1", commit: first, message: TITLE, author: AUTHOR });
  await createTag(ctx, repoId, { name: "v2", commit: first, author: AUTHOR });
  expect(JSON.stringify(await listRefs(ctx, repoId)).length).toBeLessThan(1_000);
  expect(await listRefs(ctx, repoId, ["tag"])).toMatchObject([
    { name: "v1", commit: first },
    { name: "v2", commit: first },
  ]);
  const subjects = await tagSubjects(ctx, repoId, ["refs/tags/v1", "refs/tags/v2", "refs/heads/main"]);
  expect([...subjects]).toEqual([["refs/tags/v1", TITLE.slice(0, 1_000)]]);
});

test("a new commit, merge or tag has at most 64 kB of words", async () => {
  const { ctx, repoId, commit, first, last } = await long();
  const message = "é".repeat(33_000);
  const refusal = { code: "too_large", reason: "message_too_long" };
  await expect(commit(message, [put("a", "2")])).rejects.toMatchObject(refusal);
  const tag = createTag(ctx, repoId, { name: "v3", commit: first, message, author: AUTHOR });
  await expect(tag).rejects.toMatchObject(refusal);
  const merge = { base: first, head: last, method: "squash", message, author: AUTHOR } as const;
  await expect(prepareMerge(ctx, repoId, merge)).rejects.toMatchObject(refusal);
});
