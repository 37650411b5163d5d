import { expect, test } from "vitest";
import { changesOf } from "./changes-of";

test("two states become one line for each name, also for what only one of them has", () => {
  const { changes, facts } = changesOf({ before: { a: 1, gone: true }, after: { a: 2, made: true }, note: "x" });
  expect(changes).toEqual([
    { name: "a", before: 1, after: 2 },
    { name: "gone", before: true, after: undefined },
    { name: "made", before: undefined, after: true },
  ]);
  expect(facts).toEqual([["note", "x"]]);
});

test("one former value stands beside the only other fact", () => {
  const { changes } = changesOf({ before: ["ops"], roles: ["ops", "finance"] });
  expect(changes).toEqual([{ name: "roles", before: ["ops"], after: ["ops", "finance"] }]);
});

test("nothing is lost where it is not clear what changed", () => {
  expect(changesOf({ before: 1, a: 2, b: 3 })).toEqual({
    changes: [],
    facts: [
      ["before", 1],
      ["a", 2],
      ["b", 3],
    ],
  });
});
