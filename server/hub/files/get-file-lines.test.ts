import { describe, expect, test } from "vitest";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { getFileLines } from "./get-file-lines";

const world = setupWorld();
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join("");

describe("lines of a file", () => {
  test("are read from the first to the last, at the commit that is named", async () => {
    const ada = world.as(await world.user());
    const { address, commit } = await repoWith(ada, {
      name: "lines",
      texts: { "a.txt": numbered(30), "open.txt": "one\ntwo", "long.txt": numbered(1_500), "cr.txt": "é\r\nb\r\n" },
    });
    const read = (path: string, from: number, to: number) =>
      getFileLines.run(ada, { ...address, revision: commit, path, from, to });

    expect(await read("a.txt", 1, 2)).toEqual({ commit, lines: ["line 1", "line 2"], hasMore: true });
    expect(await read("a.txt", 29, 60)).toEqual({ commit, lines: ["line 29", "line 30"], hasMore: false });
    expect(await read("a.txt", 31, 60)).toEqual({ commit, lines: [], hasMore: false });
    expect(await read("open.txt", 2, 2)).toEqual({ commit, lines: ["two"], hasMore: false });
    expect(await read("cr.txt", 1, 1)).toMatchObject({ lines: ["é\r"] });
    const bounded = await read("long.txt", 2, 9_000_000);
    expect([bounded.lines.length, bounded.lines.at(-1), bounded.hasMore]).toEqual([1_000, "line 1001", true]);
    await expect(read("b.txt", 1, 2)).rejects.toMatchObject({ code: "not_found", reason: "entry_not_found" });
  });

  test("are not read of what is no text, of what is huge, and by whom the files are hidden from", async () => {
    const [ada, eve] = [world.as(await world.user()), world.as(await world.user())];
    const texts = { "a.bin": "a\u0000b\n", "huge.txt": "x".repeat(5_000_001), "a.txt": "secret\n" };
    const { address } = await repoWith(ada, {
      name: "no-lines",
      visibility: "private",
      texts,
      objects: { "b.bin": Buffer.from("c\n") },
    });
    const at = (path: string) => ({ ...address, path, from: 1, to: 2 });
    await expect(getFileLines.run(ada, at("a.bin"))).rejects.toMatchObject({ code: "invalid", reason: "not_a_text" });
    await expect(getFileLines.run(ada, at("b.bin"))).rejects.toMatchObject({ code: "invalid", reason: "not_a_text" });
    await expect(getFileLines.run(ada, at("huge.txt"))).rejects.toMatchObject({ code: "too_large" });
    await expect(getFileLines.run(eve, at("a.txt"))).rejects.toMatchObject({ code: "not_found" });
  });
});
