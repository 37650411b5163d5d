import { describe, expect, test } from "vitest";
import { diffHunksOf } from "./diff-lines";

const line = (kind: "context" | "added" | "removed", text: string) => ({ kind, text });
const hunk = {
  oldStart: 10,
  newStart: 20,
  heading: "def train():",
  lines: [line("context", "a"), line("removed", "b"), line("added", "c"), line("added", "d"), line("context", "e")],
};

describe("the lines of a diff", () => {
  test("have the number that they have on each side", () => {
    const { hunks, isCut } = diffHunksOf([hunk], 100);
    expect(isCut).toBe(false);
    expect(hunks[0]?.header).toBe("@@ -10,3 +20,4 @@ def train():");
    expect(hunks[0]?.lines.map(({ before, after }) => [before, after])).toEqual([
      [10, 20],
      [11, undefined],
      [undefined, 21],
      [undefined, 22],
      [12, 23],
    ]);
  });

  test("stop where there is no more room, and say so", () => {
    const { hunks, isCut } = diffHunksOf([hunk, hunk], 7);
    expect(hunks.map(({ lines }) => lines.length)).toEqual([5, 2]);
    expect(isCut).toBe(true);
    expect(diffHunksOf([hunk], 5).isCut).toBe(false);
  });
});
