import { describe, expect, test } from "vitest";
import { allOf, type DiffGap, gapsOf, leftOf, type ReadGap, rangeOf, UNREAD, waysOf, withLines } from "./diff-gaps";

const kinds = { " ": "context", "+": "added", "-": "removed" } as const;
const hunk = (oldStart: number, newStart: number, signs: string) => ({
  oldStart,
  newStart,
  lines: [...signs].map((sign) => ({ kind: kinds[sign as keyof typeof kinds] })),
});
const gaps = (...hunks: ReturnType<typeof hunk>[]) => gapsOf(hunks, { isCut: false });

describe("what a diff leaves out", () => {
  test("is what stands before, between and after its hunks, with the numbers of both sides", () => {
    expect(gaps(hunk(10, 10, "   ++   "), hunk(40, 42, "   -   "))).toEqual([
      { from: 1, to: 9, shift: 0 },
      { from: 18, to: 41, shift: -2 },
      { from: 48, to: null, shift: -1 },
    ]);
  });

  test("is nothing where the file begins or ends, and between hunks that touch", () => {
    expect(gaps(hunk(1, 1, " +   "), hunk(5, 6, "   +"))).toEqual([null, null, null]);
    expect(gaps(hunk(1, 1, "+   "))).toEqual([null, { from: 5, to: null, shift: -1 }]);
  });

  test("is nothing in a file that was made or emptied", () => {
    expect(gaps(hunk(0, 1, "++"))).toEqual([null, null]);
    expect(gaps(hunk(1, 0, "--"))).toEqual([null, null]);
    expect(gapsOf([], { isCut: false })).toEqual([]);
  });

  test("is not known after a diff that was cut", () => {
    expect(gapsOf([hunk(1, 1, "+   ")], { isCut: true })).toEqual([null, null]);
  });
});

/** Shows a file of so many lines, step by step. */
function show(gap: DiffGap, lineCount: number, ways: readonly ("down" | "up" | "all")[]) {
  let read: ReadGap = UNREAD;
  for (const way of ways) {
    const left = leftOf(gap, read);
    if (!left) throw new Error("nothing is left");
    const { from, to } = rangeOf(left, way);
    const numbers = Array.from({ length: lineCount }, (_, index) => String(index + 1)).slice(from - 1, to);
    read = withLines(read, way, { lines: numbers, hasMore: lineCount > to });
  }
  return { read, left: leftOf(gap, read) };
}

describe("showing it", () => {
  const middle = { from: 18, to: 141, shift: -2 };

  test("goes on from what is above and from what is below, until it meets", () => {
    const { read, left } = show(middle, 500, ["down", "up", "down"]);
    expect([read.head[0], read.head.at(-1), read.tail[0], read.tail.at(-1)]).toEqual(["18", "57", "122", "141"]);
    expect(left).toEqual({ from: 58, to: 121, shift: -2 });
    const all = show(middle, 500, ["down", "up", "all"]);
    expect([...all.read.head, ...all.read.tail]).toHaveLength(124);
    expect(all.left).toBeNull();
  });

  test("offers a step only where lines are shown beside it and more than a step is left", () => {
    expect(waysOf(middle)).toEqual(["down", "up", "all"]);
    expect(waysOf({ from: 1, to: 60, shift: 0 })).toEqual(["up", "all"]);
    expect(waysOf({ from: 30, to: 49, shift: 0 })).toEqual(["all"]);
    expect(waysOf({ from: 30, to: null, shift: 0 })).toEqual(["down", "all"]);
  });

  test("ends with the file, also where that ends with the last line that was shown", () => {
    const tail = { from: 18, to: null, shift: 0 };
    expect(show(tail, 50, ["down"]).left).toEqual({ from: 38, to: null, shift: 0 });
    expect(show(tail, 50, ["down", "down"])).toMatchObject({ left: null, read: { head: { length: 33 } } });
    expect(show(tail, 17, ["all"])).toMatchObject({ left: null, read: { head: { length: 0 } } });
  });

  test("reads no more than a thousand lines at once", () => {
    const huge = { from: 2, to: 30_000, shift: 0 };
    expect(allOf(huge)).toBe(1_000);
    expect(rangeOf(huge, "all")).toEqual({ from: 2, to: 1_001 });
    expect(show(huge, 40_000, ["all", "up"]).left).toEqual({ from: 1_002, to: 29_980, shift: 0 });
  });
});
