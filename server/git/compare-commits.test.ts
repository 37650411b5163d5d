import { describe, expect, test } from "vitest";
import { gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { aheadBehind, compareCommits, createBranch } from ".";

const TEXT = Array.from({ length: 30 }, (_, line) => `line ${line}`).join("\n");

describe("comparing two commits", () => {
  const world = setupWorld();

  async function parted() {
    const { ctx, repoId, commit } = await gitRepository(world.system());
    const root = await commit("root", [put("old name.txt", TEXT), put("space.txt", "a b\n")]);
    await createBranch(ctx, repoId, { name: "side", commit: root });
    const renaming = [
      { kind: "copy", from: "old name.txt", path: "new name.txt" },
      { kind: "delete", path: "old name.txt", recursive: false },
    ] as const;
    await commit("one", renaming, "side");
    const head = await commit("two", [put("space.txt", "a  b\n")], "side");
    const base = await commit("apart", [put("other.txt", "x")]);
    return { ctx, repoId, root, head, base };
  }

  test("three dots show what happened since both parted, two dots the difference of the trees", async () => {
    const { ctx, repoId, root, head, base } = await parted();
    const three = await compareCommits(ctx, repoId, { base, head, mode: "three-dot" });
    expect(three).toMatchObject({ mergeBase: root, ahead: 2, behind: 1 });
    expect(three.commits.map(({ title }) => title)).toEqual(["two", "one"]);
    expect(three.diff.files.map(({ path }) => path)).toEqual(["new name.txt", "space.txt"]);
    expect(three.diff.files[0]).toMatchObject({ change: "renamed", oldPath: "old name.txt", additions: 0 });
    expect(three.diff.totals).toEqual({ files: 2, additions: 1, deletions: 1 });
    const two = await compareCommits(ctx, repoId, { base, head, mode: "two-dot" });
    expect(two.diff.files.map(({ path, change }) => `${change} ${path}`)).toContain("deleted other.txt");
    expect(await aheadBehind(ctx, repoId, { base: head, head: base })).toEqual({ ahead: 1, behind: 2 });
  });

  test("white space can be left out, and the view narrowed to one file", async () => {
    const { ctx, repoId, root, head } = await parted();
    const input = { base: root, head, mode: "two-dot", paths: ["space.txt"] } as const;
    const plain = await compareCommits(ctx, repoId, input);
    expect(plain.diff.files.map(({ path, additions }) => [path, additions])).toEqual([["space.txt", 1]]);
    const quiet = await compareCommits(ctx, repoId, { ...input, ignoresSpace: true });
    expect(quiet.diff.files).toMatchObject([{ path: "space.txt", additions: 0, hunks: [] }]);
    const magic = compareCommits(ctx, repoId, { ...input, paths: ["../x"] });
    await expect(magic).rejects.toMatchObject({ reason: "bad_path" });
    const literal = await compareCommits(ctx, repoId, { ...input, paths: [":(glob)**", "*"] });
    expect(literal.diff.files).toEqual([]);
  });

  test("without white space each patch stays with its file, also of renamed, removed and changed kinds of files", async () => {
    const { ctx, repoId, commit } = await gitRepository(world.system());
    const names = ["a space.txt", "c.txt", "d space.txt", "e.txt", "f moved.txt", "g space moved.txt", "i space.txt"];
    const base = await commit(
      "before",
      names.map((name) => put(name, `${name}\n${TEXT}\nx y\n`)),
    );
    const moved = (from: string, path: string) =>
      [
        { kind: "copy", from, path },
        { kind: "delete", path: from },
      ] as const;
    await commit("moved", [...moved("f moved.txt", "f now.txt"), ...moved("g space moved.txt", "g now.txt")]);
    const wider = (name: string) => `${name}\n${TEXT}\nx   y\n`;
    const head = await commit("after", [
      ...["a space.txt", "d space.txt", "i space.txt"].map((name) => put(name, wider(name))),
      put("b new.txt", "\n \n"),
      put("c.txt", `c.txt\n${TEXT}\nevil\n`),
      { kind: "delete", path: "e.txt" },
      put("g now.txt", wider("g space moved.txt")),
      put("h new.txt", "h\n"),
    ]);
    const { diff } = await compareCommits(ctx, repoId, { base, head, mode: "two-dot", ignoresSpace: true });
    const shown = diff.files.map(({ path, hunks, isTruncated }) => [
      path,
      hunks.flatMap(({ lines }) => lines.flatMap(({ kind, text }) => (kind === "added" ? [text] : []))),
      isTruncated,
    ]);
    expect(shown).toEqual([
      ["a space.txt", [], false],
      ["b new.txt", ["", " "], false],
      ["c.txt", ["evil"], false],
      ["d space.txt", [], false],
      ["e.txt", [], false],
      ["f now.txt", [], false],
      ["g now.txt", [], false],
      ["h new.txt", ["h"], false],
      ["i space.txt", [], false],
    ]);
    expect(diff.files.find(({ path }) => path === "e.txt")?.deletions).toBe(32);
  });

  test("what no longer fits says so, and what differs in white space before it does not", async () => {
    const { ctx, repoId, commit } = await gitRepository(world.system());
    const base = await commit("before", [put("a.txt", "x y\n"), put("c.txt", "c\n"), put("d.txt", "x y\n")]);
    const long = `${"long ".repeat(20)}\n`.repeat(30_000);
    const head = await commit("after", [
      ...[put("a.txt", "x  y\n"), put("b.txt", long), put("c.txt", "changed\n"), put("d.txt", "x  y\n")],
    ]);
    const { diff } = await compareCommits(ctx, repoId, { base, head, mode: "two-dot", ignoresSpace: true });
    const shown = diff.files.map(({ path, hunks, isTruncated }) => [path, hunks.length, isTruncated]);
    expect(shown).toEqual([
      ["a.txt", 0, false],
      ["b.txt", 1, true],
      ["c.txt", 0, true],
      ["d.txt", 0, true],
    ]);
  });

  test("histories without a common commit are compared from nothing", async () => {
    const { ctx, repoId, head } = await parted();
    const call = { args: ["commit-tree", "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "-m", "island"] };
    const env = { GIT_AUTHOR_NAME: "x", GIT_AUTHOR_EMAIL: "x", GIT_COMMITTER_NAME: "x", GIT_COMMITTER_EMAIL: "x" };
    const island = (await ctx.live.repositories.run(repoId, { ...call, env })).toString().trim();
    const found = await compareCommits(ctx, repoId, { base: island, head, mode: "three-dot" });
    expect(found).toMatchObject({ mergeBase: null, ahead: 3, behind: 1 });
    expect(found.diff.files.every(({ change }) => change === "added")).toBe(true);
  });
});
