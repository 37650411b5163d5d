import { expect, test } from "vitest";
import { rangeOf } from "./byte-range";

test.each([
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=2-", { start: 2, end: 9 }],
  ["bytes=2-500", { start: 2, end: 9 }],
  ["bytes=-3", { start: 7, end: 9 }],
  ["bytes=-500", { start: 0, end: 9 }],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=10-", "unsatisfiable"],
  ["bytes=5-4", null],
  ["bytes=0-1,3-4", null],
  ["bytes=a-b", null],
  ["bytes=-", null],
  ["items=0-1", null],
  [undefined, null],
  [`bytes=${"9".repeat(400)}-`, null],
])("of ten bytes, %j means %j", (header, range) => expect(rangeOf(header, 10)).toEqual(range));

test("an empty file has no byte to ask for", () => {
  expect([rangeOf("bytes=0-0", 0), rangeOf("bytes=-1", 0)]).toEqual(["unsatisfiable", "unsatisfiable"]);
});
