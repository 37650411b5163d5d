import { expect, test } from "vitest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { excerptOf } from "./excerpts";

test("an excerpt is what was said, without quotes and marks", () => {
  expect(excerptOf("> asked\n\n  > twice\n\n# Yes, *it* [does](https://x)\n\n- [x] done")).toBe("Yes, it does done");
});

test.each(["\n", "\r", "\u2028", "_", " ", "[", "<"])(
  "very many %j take no time: a list shows a hundred excerpts",
  (mark) => {
    const text = `a${mark.repeat(3_998)}b`;
    expect(cpuMsOf(() => Array.from({ length: 200 }, () => excerptOf(text)))).toBeLessThan(2_000);
  },
);
