import { describe, expect, test } from "vitest";
import { AUTHOR, gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import {
  commitFiles,
  createBranch,
  fetchBranch,
  getCommit,
  listCommitsBetween,
  mergeTrees,
  moveRefs,
  prepareMerge,
  prepareResolution,
  prepareRevert,
  readBlob,
  readRefs,
} from ".";
import { statPaths } from "./list-tree";

describe("merging without a work tree", () => {
  const world = setupWorld();

  /** `main` and `topic` come from one commit and changed different lines of `a`, and the files of `both` alike. */
  async function fork(both: Readonly<Record<string, readonly [string, string]>> = {}) {
    const { ctx, repoId, commit } = await gitRepository(world.system());
    const root = await commit("start", [
      put("a", "1\n2\n3\n4\n5\n6\n7\n"),
      ...Object.keys(both).map((path) => put(path, "before\n")),
    ]);
    await createBranch(ctx, repoId, { name: "topic", commit: root });
    const onTopic = [
      put("a", "1\n2\n3\n4\n5\n6\nseven\n"),
      ...Object.entries(both).map(([path, [, theirs]]) => put(path, theirs)),
    ];
    const head = await commit("Change the end\n\nWhy", onTopic, "topic");
    const base = await commit("Change the start", [
      put("a", "one\n2\n3\n4\n5\n6\n7\n"),
      ...Object.entries(both).map(([path, [ours]]) => put(path, ours)),
    ]);
    const read = async (revision: string, path: string) => {
      const [entry] = await statPaths(ctx, repoId, { commit: revision, paths: [path] });
      return entry ? (await readBlob(ctx, repoId, { oid: entry.oid })).toString() : null;
    };
    return { ctx, repoId, root, head, base, read, commit };
  }

  test.each([
    ["merge", (base: string, head: string) => [base, head]],
    ["squash", (base: string) => [base]],
    ["rebase", (base: string) => [base]],
  ] as const)("by %s brings both changes together", async (method, parents) => {
    const { ctx, repoId, head, base, read } = await fork();
    const commit = await prepareMerge(ctx, repoId, { base, head, method, message: "Together", author: AUTHOR });
    expect(await read(commit, "a")).toBe("one\n2\n3\n4\n5\n6\nseven\n");
    const made = await getCommit(ctx, repoId, commit);
    expect(made.parents).toEqual(parents(base, head));
    expect(made.title).toBe(method === "rebase" ? "Change the end" : "Together");
  });

  test("a rebase keeps authors and messages, and leaves out what is there already", async () => {
    const { ctx, repoId, base, commit } = await fork();
    await commitFiles(ctx, repoId, {
      branch: "topic",
      message: "By Bob",
      author: { name: "Bob", email: "bob@example.com" },
      operations: [put("b", "b\n")],
    });
    const same = [put("a", "one\n2\n3\n4\n5\n6\nseven\n")];
    const head = await commit("The same as on main", same, "topic");
    const rebased = await prepareMerge(ctx, repoId, { base, head, method: "rebase", message: "", author: AUTHOR });
    const { items } = await listCommitsBetween(ctx, repoId, { without: [base], to: rebased, limit: 10 });
    expect(items.map(({ title, author: { name }, committer }) => [title, name, committer.name])).toEqual([
      ["By Bob", "Bob", "Ada"],
      ["Change the end", "Ada", "Ada"],
    ]);
  });

  test("names the files in conflict and settles them as asked", async () => {
    const both = { x: ["ours\n", "theirs\n"], y: ["ours\n", "theirs\n"] } as const;
    const { ctx, repoId, head, base, read } = await fork(both);
    const merge = { base, head, method: "merge", message: "m", author: AUTHOR } as const;
    await expect(prepareMerge(ctx, repoId, merge)).rejects.toMatchObject({
      reason: "merge_conflict",
      details: { paths: ["x", "y"] },
    });
    const { conflicts, tree } = await mergeTrees(ctx, repoId, { ours: head, theirs: base });
    expect(conflicts.map(({ path }) => path)).toEqual(["x", "y"]);
    expect(tree).toHaveLength(40);
    const settle = { ours: head, theirs: base, message: "Settle", author: AUTHOR };
    await expect(
      prepareResolution(ctx, repoId, { ...settle, resolutions: [{ path: "x", take: "ours" }] }),
    ).rejects.toMatchObject({ reason: "merge_conflict", details: { paths: ["y"] } });
    const commit = await prepareResolution(ctx, repoId, {
      ...settle,
      resolutions: [
        { path: "x", take: "theirs" },
        { path: "y", take: "content", content: Buffer.from("both\n") },
      ],
    });
    expect([await read(commit, "x"), await read(commit, "y"), await read(commit, "a")]).toEqual([
      "ours\n",
      "both\n",
      "one\n2\n3\n4\n5\n6\nseven\n",
    ]);
    await prepareMerge(ctx, repoId, { ...merge, head: commit });
  });

  test("takes a merge back, also when the branch went on", async () => {
    const { ctx, repoId, head, base, read, commit } = await fork();
    const merged = await prepareMerge(ctx, repoId, { base, head, method: "merge", message: "m", author: AUTHOR });
    await moveRefs(ctx, repoId, [{ ref: "refs/heads/main", before: base, after: merged }]);
    const later = await commit("Later", [put("b", "b\n")]);
    const back = await prepareRevert(ctx, repoId, {
      from: base,
      to: merged,
      onto: later,
      message: "Back",
      author: AUTHOR,
    });
    expect([await read(back, "a"), await read(back, "b")]).toEqual(["one\n2\n3\n4\n5\n6\n7\n", "b\n"]);
  });

  test("refuses what has nothing to bring, and what shares no history", async () => {
    const { ctx, repoId, root, base } = await fork();
    const merge = { base, method: "merge", message: "m", author: AUTHOR } as const;
    await expect(prepareMerge(ctx, repoId, { ...merge, head: root })).rejects.toMatchObject({
      reason: "already_merged",
    });
    const stranger = await gitRepository(world.system());
    const alone = await stranger.commit("alone", [put("z", "z\n")]);
    await fetchBranch(ctx, repoId, { fromRepoId: stranger.repoId, branch: "main", keepAs: "refs/internal/pulls/1" });
    for (const method of ["merge", "squash"] as const) {
      await expect(prepareMerge(ctx, repoId, { ...merge, method, head: alone })).rejects.toMatchObject({
        reason: "unrelated_histories",
      });
    }
  });

  test("a branch of another repository is fetched as it is now; one that is not there is told", async () => {
    const [here, there] = [await fork(), await fork()];
    const bringing = { fromRepoId: there.repoId, branch: "main", keepAs: "refs/internal/pulls/1" } as const;
    expect(await fetchBranch(here.ctx, here.repoId, bringing)).toBe(there.base);
    const later = await there.commit("later", [put("z", "z\n")]);
    expect(await fetchBranch(here.ctx, here.repoId, bringing)).toBe(later);
    await expect(fetchBranch(here.ctx, here.repoId, { ...bringing, branch: "gone" })).rejects.toMatchObject({
      reason: "revision_not_found",
    });
  });

  test("a branch of another repository that brings more objects than it may is not fetched", async () => {
    const [here, there] = [await fork(), await fork()];
    const head = await there.commit("more", [put("more", "more\n")]);
    const keepAs = "refs/internal/pulls/3";
    const bringing = { fromRepoId: there.repoId, branch: "main", keepAs } as const;
    const kept = async () => (await readRefs(here.ctx, here.repoId, ["refs/internal/"])).get(keepAs);
    await expect(fetchBranch(here.ctx, here.repoId, { ...bringing, maxObjects: 2 })).rejects.toMatchObject({
      code: "too_large",
    });
    expect(await kept()).toBeUndefined();
    await fetchBranch(here.ctx, here.repoId, { ...bringing, maxObjects: 100 });
    expect(await kept()).toBe(head);
    await fetchBranch(here.ctx, here.repoId, { ...bringing, maxObjects: 0 });
  });
});
