import { expect, test } from "vitest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { readCodeOwners } from "./code-owners";

test("a comment ends a rule, wherever it begins and whatever is in it", () => {
  const [rule, ...others] = readCodeOwners("# all\n*.md @ada # not @bob\u2028@carl");
  expect(rule?.owners).toEqual(["ada"]);
  expect(others).toEqual([]);
});

test("a long line is read once, and not from each mark in it again", () => {
  const read = () => expect(readCodeOwners(`*.md @ada${" #".repeat(100_000)}\u2028x`)).toHaveLength(1);
  expect(cpuMsOf(read)).toBeLessThan(3_000);
});
