import { expect, test } from "vitest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { suggestedLines } from "../contract/suggested-lines";

test("the first suggestion of a comment is found, with what is said around it", () => {
  expect(suggestedLines("Better:\n```suggestion\none\r\ntwo\n```  \nright?")).toEqual({
    before: "Better:\n",
    lines: "one\r\ntwo\n",
    after: "\nright?",
  });
  expect(suggestedLines("~~~suggestion\n~~~")).toEqual({ before: "", lines: "", after: "" });
  expect(suggestedLines("```suggestion\none")).toBeNull();
  expect(suggestedLines("no ```suggestion\none\n```")).toBeNull();
});

test("very many beginnings without an end take no time: a page shows a hundred comments", () => {
  const body = "```suggestion\n".repeat(4_681);
  expect(cpuMsOf(() => Array.from({ length: 100 }, () => suggestedLines(body)))).toBeLessThan(2_000);
});
