import { describe, expect, test } from "vitest";
import { defaultAttributes, ignoreRules, lfsLine, lfsRules } from "./attributes";

const lfs = (text: string, path: string) => lfsRules([{ folder: "", text: `${text} filter=lfs` }])(path);

describe("which files go to LFS", () => {
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
    ['"my file.bin"', "my file.bin", true],
    ["\\*.bin", "a.bin", false],
    ["*.BIN", "a.bin", false],
  ])("%s says of %s: %s", (pattern, path, expected) => {
    expect(lfs(pattern, path)).toBe(expected);
  });

  test("a later line wins over an earlier one, and a deeper file over a higher one", () => {
    const isLfs = lfsRules([
      { folder: "a", text: "*.bin -filter" },
      { folder: "", text: "*.bin filter=lfs\nkeep.bin !filter\n" },
    ]);
    expect(["x.bin", "keep.bin", "a/x.bin", "b/x.bin"].map(isLfs)).toEqual([true, false, false, true]);
  });

  test("a new repository sends weights there and text not", () => {
    const isLfs = lfsRules([{ folder: "", text: defaultAttributes(["*.gguf"]) }]);
    expect(["model.safetensors", "q.gguf", "README.md", "config.json"].map(isLfs)).toEqual([true, true, false, false]);
  });

  test.each(["my file.bin", "a[1].bin", "*.bin", "!x", "#y", "q?.bin", "dir/ä b.bin"])(
    "the line made for %j sends exactly that path there",
    (path) => {
      const isLfs = lfsRules([{ folder: "", text: lfsLine(path) }]);
      expect([isLfs(path), isLfs("other.bin")]).toEqual([true, false]);
    },
  );

  test("no pattern takes long", () => {
    const started = performance.now();
    expect(lfs(`${"*a".repeat(200)}b`, "a".repeat(2_000))).toBe(false);
    expect(lfs(`${"**/a/".repeat(90)}b`, "a/".repeat(800))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
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
    expect(ignoreRules(text)(path)).toBe(expected);
  });
});
