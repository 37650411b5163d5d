import { expect, test } from "vitest";
import type { ConflictedFile } from "@/server/discussions/contract";
import { type Choice, isOutdated, keptOf, settledOf, untouched } from "./conflict-choices";

const file: ConflictedFile = {
  ...{
    path: "a.txt",
    isText: true,
    base: "zero",
    merged: "<<<<<<< x",
    ours: "one",
    theirs: "two",
    oursExists: true,
    theirsExists: true,
  },
};
const moved: ConflictedFile = { ...file, theirs: "three" };
const typed: Choice = { take: "content", text: "one and two", isTyped: true, file };
const taken: Choice = { take: "ours", text: "one", isTyped: false, file };

test("what is settled of a file is committed", () => {
  expect(settledOf(typed, { ...file })).toEqual([{ path: "a.txt", take: "content", text: "one and two" }]);
  expect(settledOf(taken, file)).toEqual([{ path: "a.txt", take: "ours" }]);
  expect(settledOf(undefined, file)).toEqual([]);
  expect(settledOf(untouched(file), file)).toEqual([]);
});

test("what was typed stays when the branches move, and is looked at again before it is committed", () => {
  expect(keptOf(typed, moved)).toBe(typed);
  expect([isOutdated(typed, moved), isOutdated(typed, { ...file })]).toEqual([true, false]);
  expect(settledOf(typed, moved)).toEqual([]);
});

test("a side that was taken is asked for again when the branches move, and stays while they do not", () => {
  expect(keptOf(taken, moved)).toEqual(untouched(moved));
  expect(keptOf(taken, { ...file })).toBe(taken);
});
