import { describe, expect, test } from "vitest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { ignoredAmong } from "./ignore-rules";
import { pathPattern } from "./path-pattern";

describe("a pattern of paths", () => {
  test.each([
    ["*.bin", "a/b.bin", true],
    ["*.bin", "b.bin.txt", false],
    ["/a.bin", "b/a.bin", false],
    ["a/*.bin", "a/b/c.bin", false],
    ["a/**/c.bin", "a/c.bin", true],
    ["a/**/c.bin", "a/x/y/c.bin", true],
    ["saved_model/**/*", "saved_model/x", true],
    ["a/**", "a", false],
    ["a/**", "a/b/c", true],
    ["*tfevents*", "runs/events.out.tfevents.1", true],
    ["[ab]?.bin", "b1.bin", true],
    ["[!a-c].bin", "b.bin", false],
    ["my[[:space:]]file.bin", "my file.bin", true],
    ["\\*.bin", "a.bin", false],
    ["*.BIN", "a.bin", false],
  ])("%s says of %s: %s", (pattern, path, expected) => {
    expect(pathPattern(pattern, "")(path)).toBe(expected);
  });

  test("starts in the folder of its file", () => {
    expect(["a/x.bin", "b/x.bin"].map(pathPattern("/x.bin", "a"))).toEqual([true, false]);
  });

  test("never takes long", () => {
    const match = () => {
      expect(pathPattern(`${"*a".repeat(200)}b`, "")("a".repeat(2_000))).toBe(false);
      expect(pathPattern(`${"**/a/".repeat(90)}b`, "")("a/".repeat(800))).toBe(false);
    };
    expect(cpuMsOf(match)).toBeLessThan(1_000);
  });
});

describe("which files are ignored", () => {
  test.each([
    ["*.log", "a/b.log", true],
    ["build/", "build/x", true],
    ["build/", "build", false],
    ["/x", "a/x", false],
    ["*.log\n!keep.log", "keep.log", false],
    ["logs/\n!logs/keep", "logs/keep", true],
    ["# comment", "# comment", false],
  ])("%j says of %s: %s", (text, path, expected) => {
    expect(ignoredAmong(text, [path]).has(path)).toBe(expected);
  });

  test("is refused when there are too many lines for so many files, and all others wait no longer than a moment", () => {
    const look = (line: (index: number) => string, paths: readonly string[]) => () =>
      ignoredAmong(Array.from({ length: 5_000 }, (_, index) => line(index)).join("\n"), paths);
    const plain = look(
      (index) => `*.x${index}`,
      Array.from({ length: 20_000 }, (_, index) => `data/part/file${index}.txt`),
    );
    const tangled = look(
      (index) => `*${"a".repeat(90)}b${index}`,
      Array.from({ length: 8 }, () => "a".repeat(255)),
    );
    const deep = look(
      (index) => `*.x${index}`,
      Array.from({ length: 20_000 }, () => "a/".repeat(2_000)),
    );
    for (const looking of [plain, tangled, deep]) {
      expect(cpuMsOf(() => expect(looking).toThrow(/too many lines/))).toBeLessThan(2_000);
    }
  });

  test("is known of a thousand files by the rules that people have", () => {
    const lines = Array.from({ length: 100 }, (_, index) => `*.x${index}`);
    const paths = Array.from({ length: 1_000 }, (_, index) => `data/part/file${index}.x${index % 200}`);
    expect(ignoredAmong(lines.join("\n"), paths).size).toBe(500);
  });
});
