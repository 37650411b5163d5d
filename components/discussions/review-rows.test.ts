import { expect, test } from "vitest";
import { chosenBy, extendedTo, isChosen, rowsOf } from "./review-rows";

const HUNK = {
  ...{ oldStart: 3, newStart: 5, oldLines: 3, newLines: 3, heading: "" },
  lines: [
    { kind: "context" as const, text: "a" },
    { kind: "removed" as const, text: "b" },
    { kind: "added" as const, text: "c" },
    { kind: "added" as const, text: "d" },
    { kind: "context" as const, text: "e" },
  ],
};

test("rows are numbered as in the file of their side", () => {
  expect(rowsOf(HUNK).map(({ side, line, before }) => [side, line, before])).toEqual([
    ["new", 5, 3],
    ["old", 4, 4],
    ["new", 6, null],
    ["new", 7, null],
    ["new", 8, 5],
  ]);
});

test("a choice grows in both directions from where it began, within one side and one piece", () => {
  const [first, removed, , third, last] = rowsOf(HUNK);
  const [other] = rowsOf({ ...HUNK, newStart: 50, oldStart: 48 });
  if (!first || !removed || !third || !last || !other) throw new Error("The rows are missing");
  const down = extendedTo(chosenBy(third), last);
  expect(down).toMatchObject({ from: 7, to: 8 });
  const up = extendedTo(down, first);
  expect(up).toMatchObject({ from: 5, to: 7 });
  expect(rowsOf(HUNK).map((row) => isChosen(up, row))).toEqual([true, false, true, true, false]);
  expect(extendedTo(up, removed)).toEqual(chosenBy(removed));
  expect(extendedTo(up, other)).toEqual(chosenBy(other));
  expect(extendedTo(null, last)).toEqual(chosenBy(last));
});
