import { expect, test } from "vitest";
import type { Ctx } from "@/server/kernel";
import { gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { createBranch, diffCommits, lastCommits, listTree } from ".";
import { tooManyFiles } from "./count-files";
import { inspectObjects } from "./inspect-objects";
import { openSecretWatch } from "./secrets/secret-watch";

const world = setupWorld();
const TOO_MANY = { code: "too_large", reason: "too_many_files" };
const signal = new AbortController().signal;

/** A commit of folders in folders, each with a hundred names for the one below: 100 to the power of `depth` files. */
async function unfolding(ctx: Ctx<"repositories">, repoId: string, depth: number): Promise<string> {
  const run = async (args: readonly string[], input: string) =>
    (await ctx.live.repositories.run(repoId, { args, input, env: AUTHOR })).toString("latin1").trim();
  const blob = await run(["hash-object", "-w", "--stdin"], "x");
  let entry = `100644 blob ${blob}`;
  for (let level = 0; level < depth; level += 1) {
    const lines = Array.from({ length: 100 }, (_, index) => `${entry}\t${String(index).padStart(2, "0")}\n`);
    entry = `040000 tree ${await run(["mktree"], lines.join(""))}`;
  }
  return run(["commit-tree", "-m", "It unfolds", entry.slice(-40)], "");
}

const AUTHOR = {
  ...{ GIT_AUTHOR_NAME: "Eve", GIT_AUTHOR_EMAIL: "eve@example.com" },
  ...{ GIT_COMMITTER_NAME: "Eve", GIT_COMMITTER_EMAIL: "eve@example.com" },
};

test("no ref points at a commit of more than a million files, however few kilobytes it takes", async () => {
  const { ctx, repoId, commit } = await gitRepository(world.system());
  await commit("one", [put("a", "1")]);
  const [small, large] = [await unfolding(ctx, repoId, 2), await unfolding(ctx, repoId, 4)];
  await createBranch(ctx, repoId, { name: "small", commit: small });
  await expect(createBranch(ctx, repoId, { name: "large", commit: large })).rejects.toMatchObject(TOO_MANY);
  const watch = await openSecretWatch(ctx, repoId);
  const problemsOf = async (heads: readonly string[]) =>
    (await inspectObjects(ctx, repoId, { heads, env: {}, signal, watch })).problems;
  expect(await problemsOf([small])).toEqual([]);
  expect(await problemsOf([small, large])).toEqual([expect.stringContaining("at most 1,000,000 files")]);
});

test("git takes little memory for a commit of very many files, and says that they are too many", async () => {
  const { ctx, repoId, commit } = await gitRepository(world.system());
  const first = await commit("one", [put("a", "1")]);
  const large = await unfolding(ctx, repoId, 4);
  await expect(diffCommits(ctx, repoId, { from: first, to: large })).rejects.toMatchObject(TOO_MANY);
  await expect(ctx.live.repositories.run(repoId, { args: ["read-tree", large] })).rejects.toMatchObject(TOO_MANY);
  expect(await lastCommits(ctx, repoId, { commit: large, paths: ["00"] })).toEqual(new Map());
});

test("a commit that adds to one that was counted is not counted again, until it may be too large", async () => {
  const { ctx, repoId, commit } = await gitRepository(world.system());
  const first = await commit("one", [put("a/b", "1")]);
  const counted = (id: string) => ctx.live.repositories.smallTrees.get(`${repoId} ${id}`);
  expect(counted(first)).toBe(2);
  const second = await commit("two", [put("a/c/d", "2")]);
  expect(counted(second)).toBe(2 + 3 + 1);
  ctx.live.repositories.smallTrees.set(`${repoId} ${second}`, 1_000_000);
  expect(counted(await commit("three", [put("e", "3")]))).toBe(5);
});

test("what is no tree has no files", async () => {
  const { ctx, repoId } = await gitRepository(world.system());
  const args = ["hash-object", "-w", "--stdin"];
  const blob = (await ctx.live.repositories.run(repoId, { args, input: "x" })).toString("latin1").trim();
  expect(await tooManyFiles(ctx, repoId, { commit: blob })).toBeNull();
});

test("a page that follows an entry of another list is refused", async () => {
  const { ctx, repoId, commit } = await gitRepository(world.system());
  const id = await commit("two", [put("a", "1"), put("b", "2")]);
  expect((await listTree(ctx, repoId, { commit: id, after: "a" })).items.map(({ path }) => path)).toEqual(["b"]);
  await expect(listTree(ctx, repoId, { commit: id, after: "x" })).rejects.toMatchObject({ code: "invalid" });
});
