import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { collect } from "@/server/testing/collect";
import { AUTHOR, gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import {
  countCommits,
  createBranch,
  createTag,
  diffCommits,
  getCommit,
  lastCommits,
  lfsRule,
  listCommits,
  listRefs,
  listTree,
  openBlob,
  readBlob,
  removeRepository,
  resolveRevision,
  splitRevisionPath,
  statPaths,
} from ".";

describe("reading a repository", () => {
  const world = setupWorld();

  const repository = () => gitRepository(world.system());

  test("a revision is HEAD, a branch, a tag, a full ref, a commit or its first seven digits", async () => {
    const { ctx, repoId, commit } = await repository();
    const id = await commit("one", [put("a", "a")]);
    await createBranch(ctx, repoId, { name: "feature/x", commit: id });
    await createTag(ctx, repoId, { name: "v1", commit: id, message: "First\n\nNotes", author: AUTHOR });
    for (const revision of ["HEAD", "main", "feature/x", "v1", "refs/heads/main", "refs/tags/v1", id, id.slice(0, 7)]) {
      expect(await resolveRevision(ctx, repoId, revision)).toMatchObject({ commit: id });
    }
    expect(await listRefs(ctx, repoId)).toEqual([
      { kind: "branch", ref: "refs/heads/feature/x", name: "feature/x", commit: id },
      { kind: "branch", ref: "refs/heads/main", name: "main", commit: id },
      { kind: "tag", ref: "refs/tags/v1", name: "v1", commit: id },
    ]);
  });

  test.each([
    "nope",
    "--upload-pack=x",
    "--output=x",
    "-n",
    "a..b",
    "HEAD~1",
    "main@{1}",
    "main^{tree}",
    ":/one",
    "refs/heads/../../HEAD",
    "refs/internal/x",
    "refs/heads/main^{tree}",
    "nul\0",
    "new\nline",
    "",
    "f".repeat(40),
  ])("the revision %j does not exist", async (revision) => {
    const { ctx, repoId, commit } = await repository();
    await commit("one", [put("a", "a")]);
    await expect(resolveRevision(ctx, repoId, revision)).rejects.toMatchObject({ reason: "revision_not_found" });
  });

  test("an address is split into revision and path, encoded or not", async () => {
    const { ctx, repoId, commit } = await repository();
    const id = await commit("one", [put("dir/a b.txt", "a")]);
    await createBranch(ctx, repoId, { name: "feature/x", commit: id });
    const split = async (rest: string) => {
      const { revision, path } = await splitRevisionPath(ctx, repoId, rest);
      return [revision, path];
    };
    expect(await split("main")).toEqual(["main", ""]);
    expect(await split("main/dir/a%20b.txt")).toEqual(["main", "dir/a b.txt"]);
    expect(await split("main/dir%2Fa%20b.txt")).toEqual(["main", "dir/a b.txt"]);
    expect(await split("feature%2Fx/dir")).toEqual(["feature/x", "dir"]);
    expect(await split("feature/x/dir")).toEqual(["feature/x", "dir"]);
    expect(await split("refs/heads/main/dir")).toEqual(["refs/heads/main", "dir"]);
    expect(await split("refs%2Fheads%2Fmain/dir")).toEqual(["refs/heads/main", "dir"]);
    await expect(split("nope/dir")).rejects.toMatchObject({ code: "not_found" });
    for (const bad of ["main/../x", "main/%2e%2e/x", "main//x", "main/a%5Cb", "main/%00", "main/%E0%A4%A"]) {
      await expect(split(bad)).rejects.toMatchObject({ code: "invalid", reason: "bad_path" });
    }
  });

  test("folders are listed page by page, with sizes and the real size of LFS files", async () => {
    const { ctx, repoId, commit } = await repository();
    const lfs = { oid: "b".repeat(64), size: 7_000_000_000 };
    const id = await commit("one", [
      put("a.txt", "12345"),
      put("a/x", "1"),
      put("a/y/z", "2"),
      { kind: "put", path: "w.bin", content: lfs },
      { kind: "put", path: "run.sh", content: Buffer.from("#!"), executable: true },
    ]);
    const names: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await listTree(ctx, repoId, { commit: id, recursive: true, limit: 2, after });
      names.push(...page.items.map(({ path }) => path));
      if (page.nextPath === null) break;
      after = page.nextPath;
    }
    expect(names).toEqual([".gitattributes", "a.txt", "a", "a/x", "a/y", "a/y/z", "run.sh", "w.bin"]);
    expect(
      await statPaths(ctx, repoId, { commit: id, paths: ["a", "a.txt", "a/x", "w.bin", "run.sh", "nope", "../x"] }),
    ).toMatchObject([
      { path: "a.txt", kind: "file", blobSize: 5, lfs: null },
      { path: "a", kind: "directory", blobSize: 0 },
      { path: "a/x", kind: "file" },
      { path: "run.sh", executable: true },
      { path: "w.bin", lfs, blobSize: 135 },
    ]);
    for (const path of ["nope", "a.txt", "../x", "a\nb"]) {
      await expect(listTree(ctx, repoId, { commit: id, path })).rejects.toMatchObject({ reason: "entry_not_found" });
    }
  });

  test("bytes come back unchanged, whole or as a stream", async () => {
    const { ctx, repoId, commit } = await repository();
    const bytes = randomBytes(3_000_000);
    const id = await commit("one", [put("a.bin", bytes)]);
    const [entry] = await statPaths(ctx, repoId, { commit: id, paths: ["a.bin"] });
    const oid = entry?.oid ?? "";
    const { size, body } = await openBlob(ctx, repoId, oid);
    expect(size).toBe(3_000_000);
    expect(Buffer.concat(await collect(body)).equals(bytes)).toBe(true);
    expect((await readBlob(ctx, repoId, { oid, maxBytes: 4_000_000 })).equals(bytes)).toBe(true);
    await expect(readBlob(ctx, repoId, { oid })).rejects.toMatchObject({ code: "too_large" });
    await expect(openBlob(ctx, repoId, "0".repeat(40))).rejects.toMatchObject({ code: "not_found" });
  });

  test("history is paged, counted, and narrowed to a path", async () => {
    const { ctx, repoId, commit } = await repository();
    for (const n of [1, 2, 3]) await commit(`a ${n}`, [put("a", `${n}`)]);
    const head = await commit("b", [put("dir/b", "b")]);
    const titles = async (input: object) =>
      (await listCommits(ctx, repoId, { commit: head, ...input })).items.map(({ title }) => title);
    expect(await titles({})).toEqual(["b", "a 3", "a 2", "a 1"]);
    expect(await titles({ skip: 1, limit: 2 })).toEqual(["a 3", "a 2"]);
    expect(await titles({ path: "dir" })).toEqual(["b"]);
    expect(await titles({ path: ":(glob)*" })).toEqual([]);
    expect(await countCommits(ctx, repoId, { commit: head, path: "a" })).toBe(3);
    expect((await getCommit(ctx, repoId, head)).parents).toHaveLength(1);
  });

  test("every entry of a folder knows the commit that last touched it", async () => {
    const { ctx, repoId, commit } = await repository();
    const one = await commit("one", [put("a", "1"), put("dir/x", "1"), put("dir/y", "1")]);
    const two = await commit("two", [put("dir/x", "2")]);
    const three = await commit("three", [put("c", "3")]);
    const found = await lastCommits(ctx, repoId, { commit: three, paths: ["a", "c", "dir", "dir/y", "nope"] });
    expect(Object.fromEntries([...found].map(([path, { id }]) => [path, id]))).toEqual({
      a: one,
      c: three,
      dir: two,
      "dir/y": one,
    });
  });

  test("a diff shows lines, renames, binary and LFS files", async () => {
    const { ctx, repoId, commit } = await repository();
    const long = Array.from({ length: 30 }, (_, index) => `line ${index}`).join("\n");
    const lfs = { oid: "c".repeat(64), size: 5 };
    const first = await commit("one", [
      put("edit.txt", `${long}\n`),
      put("old name.txt", long),
      put("b.bin", Buffer.from([0, 1, 2])),
    ]);
    const second = await commit("two", [
      put("edit.txt", `${long.replace("line 3\n", "--- line three\n")}\n`),
      { kind: "copy", from: "old name.txt", path: "n\u00e9w name.txt" },
      { kind: "delete", path: "old name.txt" },
      put("b.bin", Buffer.from([0, 3])),
      { kind: "put", path: "w.safetensors", content: lfs },
    ]);
    const { files } = await diffCommits(ctx, repoId, { from: first, to: second });
    const byPath = Object.fromEntries(files.map((file) => [file.path, file]));
    expect(byPath["edit.txt"]).toMatchObject({ change: "modified", additions: 1, deletions: 1, isBinary: false });
    expect(byPath["edit.txt"]?.hunks[0]?.lines).toContainEqual({ kind: "added", text: "--- line three" });
    expect(byPath["n\u00e9w name.txt"]).toMatchObject({ change: "renamed", oldPath: "old name.txt", hunks: [] });
    expect(byPath["b.bin"]).toMatchObject({ isBinary: true, hunks: [] });
    expect(byPath["w.safetensors"]).toMatchObject({ change: "added", oldLfs: null, newLfs: lfs });
    const root = await diffCommits(ctx, repoId, { from: null, to: first });
    expect(root.files.map(({ change }) => change)).toEqual(["added", "added", "added"]);
  });

  test("a very large text is cut in a diff and says so", async () => {
    const { ctx, repoId, commit } = await repository();
    const id = await commit("one", [put("a.txt", "x\n".repeat(2_000_000)), put("b.txt", "b\n")]);
    const { files } = await diffCommits(ctx, repoId, { from: null, to: id });
    expect(files).toMatchObject([
      { path: "a.txt", isTruncated: true },
      { path: "b.txt", isTruncated: true },
    ]);
    expect(files[0]?.additions).toBe(5_000);
  });

  test("files go to LFS by attribute (nested ones too), by size and by content; some never do", async () => {
    const { ctx, repoId, commit } = await repository();
    const id = await commit("one", [
      put(".gitattributes", "*.bin filter=lfs -text\nplain/** filter=lfs\n"),
      put("plain/.gitattributes", "*.txt -filter\n"),
    ]);
    const text = Buffer.from("plain text");
    const files = [
      { path: "deep/w.bin", size: 5, sample: text },
      { path: "plain/a.txt", size: 5, sample: text },
      { path: "plain/a.dat", size: 5, sample: text },
      { path: "big.txt", size: 10_000_001, sample: text },
      { path: "image.png", size: 500, sample: Buffer.from([0x89, 0x50, 0, 1]) },
      { path: "empty.bin", size: 0 },
      { path: "README.md", size: 20_000_000, sample: text },
      { path: "caf\u00e9.txt", size: 6, sample: Buffer.from("caf\u00e9") },
    ];
    const lfs = await lfsRule(ctx, repoId, { commit: id, files });
    expect([...lfs]).toEqual(["deep/w.bin", "plain/a.dat", "big.txt", "image.png"]);
    const own = await lfsRule(ctx, repoId, { commit: null, gitAttributes: "*.txt filter=lfs\n", files });
    expect([...own]).toEqual(["plain/a.txt", "big.txt", "image.png", "caf\u00e9.txt"]);
  });

  test("many repositories are read side by side, with few processes", async () => {
    const many = await Promise.all(Array.from({ length: 30 }, repository));
    const heads = await Promise.all(many.map(({ commit }, index) => commit("one", [put("a", `${index}`)])));
    const read = async ({ ctx, repoId }: (typeof many)[number], index: number) => {
      const [entry] = await statPaths(ctx, repoId, { commit: heads[index] ?? "", paths: ["a"] });
      return (await readBlob(ctx, repoId, { oid: entry?.oid ?? "" })).toString();
    };
    const rounds = await Promise.all([1, 2, 3].map(() => Promise.all(many.map(read))));
    for (const texts of rounds) expect(texts).toEqual(many.map((_, index) => `${index}`));
  });

  test("a removed repository is gone, twice", async () => {
    const { ctx, repoId, commit } = await repository();
    const id = await commit("one", [put("a", "a")]);
    await removeRepository(ctx, repoId);
    await removeRepository(ctx, repoId);
    await expect(listTree(ctx, repoId, { commit: id })).rejects.toThrow();
  });
});
