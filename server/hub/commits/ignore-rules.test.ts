import { describe, expect, test } from "vitest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { ignoreRules } from "./ignore-rules";
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
    expect(ignoreRules(text)(path)).toBe(expected);
  });
});
