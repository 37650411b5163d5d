import { expect, test } from "vitest";
import { readinessOf } from "./readiness";

test("a pull request that only a writer can merge is called ready to its author, and what else is missing is said", () => {
  expect(readinessOf([], true)).toBe("canBeMerged");
  expect(readinessOf([], false)).toBe("readyForWriters");
  expect(readinessOf(["protected"], false)).toBe("readyForWriters");
  expect(readinessOf(["protected"], true)).toBe("cannotBeMerged");
  expect(readinessOf(["draft", "protected"], false)).toBe("cannotBeMerged");
});
