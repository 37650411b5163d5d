import { describe, expect, test } from "vitest";
import { pairsOf, withMarks } from "./diff-pairs";
import type { DiffLine } from "./diff-rows";

const line = (type: DiffLine["type"], text: string): DiffLine => ({ type, text });
const LINES = [
  line("context", "a"),
  line("removed", "rate = 0.1"),
  line("removed", "gone"),
  line("added", "rate = 0.25"),
  line("context", "b"),
  line("added", "new"),
];

describe("two sides of a diff", () => {
  test("what was replaced stands beside what replaced it", () => {
    expect(pairsOf(LINES).map(({ before, after }) => [before?.text ?? null, after?.text ?? null])).toEqual([
      ["a", "a"],
      ["rate = 0.1", "rate = 0.25"],
      ["gone", null],
      ["b", "b"],
      [null, "new"],
    ]);
  });

  test("what changed inside a line is marked, when most of it stayed", () => {
    const marked = withMarks(LINES);
    const shown = marked.map(({ text, mark }) => mark && text.slice(mark.start, mark.end));
    expect(shown).toEqual([undefined, "1", undefined, "25", undefined, undefined]);
    const foreign = withMarks([line("removed", "abc"), line("added", "xyz")]);
    expect(foreign.every(({ mark }) => mark === undefined)).toBe(true);
  });
});
