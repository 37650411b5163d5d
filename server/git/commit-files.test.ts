import { describe, expect, test } from "vitest";
import { AUTHOR, put as text } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import {
  commitFiles,
  createRepository,
  type FileOperation,
  getCommit,
  listCommits,
  listTree,
  resolveRevision,
} from ".";
import { formatPointer } from "./lfs-pointer";
import { statPaths } from "./list-tree";
import { readBlob } from "./open-blob";

describe("committing without a work tree", () => {
  const world = setupWorld();

  async function repository() {
    const ctx = world.system();
    const repoId = ctx.id();
    await createRepository(ctx, repoId);
    const commit = (message: string, operations: FileOperation[], expectedHead?: string) =>
      commitFiles(ctx, repoId, { branch: "main", message, author: AUTHOR, operations, expectedHead });
    const paths = async (recursive = true) => {
      const { commit } = await resolveRevision(ctx, repoId, "main");
      const { items } = await listTree(ctx, repoId, { commit, recursive });
      return items.map(({ path }) => path);
    };
    const read = async (path: string) => {
      const { commit } = await resolveRevision(ctx, repoId, "main");
      const [entry] = await statPaths(ctx, repoId, { commit, paths: [path] });
      return (await readBlob(ctx, repoId, { oid: entry?.oid ?? "" })).toString();
    };
    return { ctx, repoId, commit, paths, read };
  }

  test("the first commit makes the branch, and history tells who wrote it", async () => {
    const { ctx, repoId, commit, paths } = await repository();
    const first = await commit("Add the card\n\nWith a body", [text("README.md", "# Hi\n"), text("a/b.txt", "b")]);
    expect(first.previous).toBeNull();
    expect(await paths()).toEqual(["README.md", "a", "a/b.txt"]);
    const { items } = await listCommits(ctx, repoId, { commit: first.commit });
    expect(items).toMatchObject([{ id: first.commit, title: "Add the card", body: "With a body", author: AUTHOR }]);
  });

  test("a commit that changes nothing is not made", async () => {
    const { commit } = await repository();
    const first = await commit("one", [text("a.txt", "a")]);
    expect(await commit("again", [text("a.txt", "a")])).toEqual({
      commit: first.commit,
      previous: first.commit,
      secrets: [],
    });
  });

  test("files and folders are deleted, copied and replaced in one commit; the last word about a path counts", async () => {
    const { commit, paths, read } = await repository();
    await commit("one", [text("a.txt", "a"), text("old/x", "x"), text("old/deep/y", "y"), text("b", "file")]);
    await commit("two", [
      { kind: "copy", from: "a.txt", path: "copies/a.txt" },
      { kind: "delete", path: "old/", recursive: true },
      text("old/z", "z"),
      text("c.txt", "first"),
      text("c.txt", "last"),
      { kind: "delete", path: "b" },
      text("b/now-a-folder", "1"),
    ]);
    expect(await paths()).toEqual(["a.txt", "b", "b/now-a-folder", "c.txt", "copies", "copies/a.txt", "old", "old/z"]);
    expect(await read("c.txt")).toBe("last");
    expect(await read("copies/a.txt")).toBe("a");
  });

  test("an LFS file is stored as its pointer, and gets an attribute line when none covers it", async () => {
    const { commit, read } = await repository();
    const lfs = { oid: "a".repeat(64), size: 5_000_000 };
    await commit("one", [text(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text")]);
    await commit("two", [
      { kind: "put", path: "weights.bin", content: lfs },
      { kind: "put", path: "my file.dat", content: lfs },
    ]);
    expect(await read("weights.bin")).toBe(formatPointer(lfs));
    expect(await read(".gitattributes")).toBe(
      "*.bin filter=lfs diff=lfs merge=lfs -text\nmy[[:space:]]file.dat filter=lfs diff=lfs merge=lfs -text\n",
    );
    const again = await commit("three", [{ kind: "put", path: "my file.dat", content: lfs }]);
    expect(again.commit).toBe(again.previous);
  });

  test("an edit of what somebody else has changed meanwhile is refused, and nothing is lost", async () => {
    const { commit, read } = await repository();
    const first = await commit("one", [text("a.txt", "a")]);
    await commit("theirs", [text("a.txt", "theirs")]);
    await expect(commit("mine", [text("a.txt", "mine")], first.commit)).rejects.toMatchObject({
      code: "stale",
      reason: "parent_moved",
    });
    expect(await read("a.txt")).toBe("theirs");
  });

  test("six writers at once all get their commit when none insists on a parent", async () => {
    const { ctx, repoId, commit, paths } = await repository();
    await commit("one", [text("a.txt", "a")]);
    const names = Array.from({ length: 6 }, (_, index) => `file-${index}`);
    await Promise.all(names.map((name) => commit(name, [text(name, name)])));
    expect(await paths()).toEqual(["a.txt", ...names]);
    const { commit: head } = await resolveRevision(ctx, repoId, "main");
    expect((await listCommits(ctx, repoId, { commit: head })).items).toHaveLength(7);
  });

  test.each([
    "../x",
    "..\\x",
    "/abs",
    "C:/x",
    "CON",
    "dir/trailing.",
    "dir/trailing ",
    ".git/config",
    ".GIT/hooks/x",
    "git~1",
    ".g\u200cit/config",
    "cafe\u0301.txt",
    "a\u202Etxt.exe",
    "x".repeat(4_096),
    "new\nline",
    "nul\0",
    "a//b",
  ])("refuses the path %j", async (path) => {
    const { commit } = await repository();
    await expect(commit("bad", [text(path, "x")])).rejects.toMatchObject({ code: "invalid", reason: "bad_path" });
  });

  test("refuses what cannot be: a missing file, a file inside a file, a regular file over 10 MB", async () => {
    const { commit } = await repository();
    await commit("one", [text("a", "a")]);
    await expect(commit("x", [{ kind: "delete", path: "nope" }])).rejects.toMatchObject({ reason: "entry_not_found" });
    await expect(commit("x", [text("a/b", "b")])).rejects.toMatchObject({ reason: "path_conflict" });
    const large: FileOperation = { kind: "put", path: "large.txt", content: Buffer.alloc(10_000_001, 97) };
    await expect(commit("x", [large])).rejects.toMatchObject({ reason: "file_too_large" });
  });

  test("author and message may hold anything without breaking the commit", async () => {
    const { ctx, repoId } = await repository();
    const hostile = { name: "<b>Eve</b>\nparent 000\u001b[31m", email: "e\n>@x" };
    const message = `<script>\u001b[31m ${"x".repeat(10_000)}`;
    const operations = [text("a", "a")];
    const { commit } = await commitFiles(ctx, repoId, { branch: "main", message, author: hostile, operations });
    const { parents, author, title } = await getCommit(ctx, repoId, commit);
    expect(parents).toEqual([]);
    expect(author.name).not.toMatch(/[\p{Cc}<]/u);
    expect(title).toHaveLength(message.length);
  });

  test("a thousand files go into one commit", async () => {
    const { commit, paths } = await repository();
    await commit(
      "many",
      Array.from({ length: 1_000 }, (_, index) => text(`f/${index}.txt`, `content ${index}`)),
    );
    expect(await paths()).toHaveLength(1_000);
    expect(await paths(false)).toEqual(["f"]);
  });
});
