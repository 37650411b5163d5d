import { describe, expect, test } from "vitest";
import { gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { blameFile, grepFiles, listFileHistory } from ".";
import { parseBlame } from "./blame-file";
import { unquotePath } from "./unquote-path";

const TEXT = Array.from({ length: 20 }, (_, line) => `line ${line}`);

describe("looking at one file", () => {
  const world = setupWorld();

  const repository = () => gitRepository(world.system());

  /** Written, renamed, then changed in one line; another file comes in between. */
  async function renamed() {
    const made = await repository();
    const { commit } = made;
    const one = await commit("write", [put('a "quoted".txt', TEXT.join("\n"))]);
    const two = await commit("rename", [
      { kind: "copy", from: 'a "quoted".txt', path: "-b.txt" },
      { kind: "delete", path: 'a "quoted".txt', recursive: false },
    ]);
    await commit("other", [put("other.txt", "x")]);
    const four = await commit("change", [put("-b.txt", TEXT.with(4, "LINE 4").join("\n"))]);
    return { ...made, one, two, four };
  }

  test("each line names the commit that changed it, also through a rename, and what was before", async () => {
    const { ctx, repoId, one, two, four } = await renamed();
    const { ranges, commits } = await blameFile(ctx, repoId, { commit: four, path: "-b.txt", first: 1, last: 9_999 });
    expect(ranges).toEqual([
      { start: 1, count: 4, commit: one, path: 'a "quoted".txt', previous: null },
      { start: 5, count: 1, commit: four, path: "-b.txt", previous: { commit: expect.any(String), path: "-b.txt" } },
      { start: 6, count: 15, commit: one, path: 'a "quoted".txt', previous: null },
    ]);
    expect([...commits.values()].map(({ title }) => title).sort()).toEqual(["change", "write"]);
    const part = await blameFile(ctx, repoId, { commit: two, path: "-b.txt", first: 3, last: 4 });
    expect(part.ranges).toMatchObject([{ start: 3, count: 2, commit: one }]);
  });

  test.each(["", "../x", "a\nb", "a\u0000b", "./x"])("G1: nobody asks about the lines of %j", async (path) => {
    const { ctx, repoId, commit } = await repository();
    const id = await commit("one", [put("a", "a")]);
    const refusal = { code: "invalid", reason: "bad_path" };
    await expect(blameFile(ctx, repoId, { commit: id, path, first: 1, last: 1 })).rejects.toMatchObject(refusal);
    const history = listFileHistory(ctx, repoId, { commit: id, path, skip: 0, limit: 1 });
    await expect(history).rejects.toMatchObject(refusal);
  });

  test("a history follows the file through its renames, page by page", async () => {
    const { ctx, repoId, four } = await renamed();
    const history = await listFileHistory(ctx, repoId, { commit: four, path: "-b.txt", skip: 0, limit: 10 });
    expect(history.map(({ title, path, oldPath }) => [title, path, oldPath])).toEqual([
      ["change", "-b.txt", null],
      ["rename", "-b.txt", 'a "quoted".txt'],
      ["write", 'a "quoted".txt', null],
    ]);
    const last = await listFileHistory(ctx, repoId, { commit: four, path: "-b.txt", skip: 2, limit: 10 });
    expect(last.map(({ title }) => title)).toEqual(["write"]);
  });

  test("text is found in any case, literally, and not in binary files", async () => {
    const { ctx, repoId, commit } = await repository();
    const id = await commit("one", [
      put("src/a b.py", "first\nHello [World]\n"),
      put("bin.dat", Buffer.from("hello [world]\u0000\u0001")),
      put("long.json", `${"x".repeat(5_000)}hello [world]${"y".repeat(5_000)}`),
      put("other.txt", "hello world"),
    ]);
    const found = await grepFiles(ctx, repoId, { commit: id, query: "hello [world]" });
    expect(found.items.map(({ path, line }) => [path, line])).toEqual([
      ["long.json", 1],
      ["src/a b.py", 2],
    ]);
    expect(found.items[0]?.text).toContain("hello [world]");
    expect(found.items[0]?.text.length).toBeLessThanOrEqual(300);
    const narrowed = await grepFiles(ctx, repoId, { commit: id, query: "hello [world]", path: "src" });
    expect(narrowed.items).toHaveLength(1);
    const nothing = await grepFiles(ctx, repoId, { commit: id, query: "--open-files-in-pager=touch /tmp/x" });
    expect(nothing).toEqual({ items: [], isTruncated: false });
    await expect(grepFiles(ctx, repoId, { commit: id, query: "x", path: "../x" })).rejects.toMatchObject({
      reason: "bad_path",
    });
  });

  test("a search for what is everywhere ends early and says so", async () => {
    const { ctx, repoId, commit } = await repository();
    const lines = "match\n".repeat(1_000);
    const files = Array.from({ length: 40 }, (_, index) => put(`f${index}.txt`, `${index}\n${lines}`));
    const id = await commit("many", files);
    const found = await grepFiles(ctx, repoId, { commit: id, query: "match" });
    expect(found).toMatchObject({ isTruncated: true });
    expect(found.items).toHaveLength(300);
    expect(found.items.filter(({ path }) => path === "f0.txt")).toHaveLength(20);
  });
});

describe("paths in quotes", () => {
  test.each([
    ["plain name.txt", "plain name.txt"],
    ['"a \\"b\\".txt"', 'a "b".txt'],
    ['"tab\\there"', "tab\there"],
    ['"\\346\\227\\245"', "日"],
    ['"back\\\\slash"', "back\\slash"],
  ])("%s is read", (printed, path) => {
    expect(unquotePath(printed)).toBe(path);
  });

  test("lines of a file that look like facts are none", () => {
    const id = "a".repeat(40);
    const text = `${id} 1 1 1\nauthor x\nfilename f\n\tfilename evil\n${id} 2 2 1\n\tprevious ${id} evil\n`;
    expect(parseBlame(text)).toEqual([
      { start: 1, count: 1, commit: id, path: "f", previous: null },
      { start: 2, count: 1, commit: id, path: "f", previous: null },
    ]);
  });
});
