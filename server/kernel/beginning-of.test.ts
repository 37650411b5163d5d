import { expect, test } from "vitest";
import { beginningOf } from "./contract/beginning-of";

test("a text is cut between characters", () => {
  expect([beginningOf("ab🙂", 2), beginningOf("ab🙂", 3), beginningOf("ab🙂", 4)]).toEqual(["ab", "ab", "ab🙂"]);
});
