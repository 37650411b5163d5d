import { expect, test } from "vitest";
import { jsonShape } from ".";

test.each([
  ["", 0, 0],
  ['"[{,:"', 0, 0],
  ["[]", 1, 1],
  ['{"a":[1,2],"b\\\\":"]\\""}', 6, 2],
  ["[".repeat(1_000), 1_000, 1_000],
  ['["unfinished', 1, 1],
])("%s holds at most %i values, %i deep", (text, values, depth) => {
  expect(jsonShape(text)).toEqual({ values, depth });
});
