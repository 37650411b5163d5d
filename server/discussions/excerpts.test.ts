import { expect, test } from "vitest";
import { excerptOf } from "./excerpts";

test("an excerpt is what was said, without quotes and marks", () => {
  expect(excerptOf("> asked\n\n  > twice\n\n# Yes, *it* [does](https://x)\n\n- [x] done")).toBe("Yes, it does done");
});

test("very many blank lines take no time: a list shows a hundred excerpts", () => {
  const since = performance.now();
  for (let count = 0; count < 200; count += 1) excerptOf(`a${"\n".repeat(3_998)}b`);
  expect(performance.now() - since).toBeLessThan(2_000);
});
