import { expect, test } from "vitest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { excerptOf } from "./excerpts";

test("an excerpt is what was said, without quotes and marks", () => {
  expect(excerptOf("> asked\n\n  > twice\n\n# Yes, *it* [does](https://x)\n\n- [x] done")).toBe("Yes, it does done");
});

test("an excerpt is one line of plain text, cut where no character is split", () => {
  expect(excerptOf("# Title\n\n- [x] done\n2. snake_case ![pic](a.png)<b>bold</b> <!-- no -->")).toBe(
    "Title done snake_case pic bold",
  );
  expect(excerptOf("> said before\n\nyes")).toBe("yes");
  const long = excerptOf("慢".repeat(300));
  expect([...long]).toHaveLength(200);
  expect(long.endsWith("…")).toBe(true);
  expect(excerptOf("😀".repeat(300)).isWellFormed()).toBe(true);
});

test.each(["[", "<", "![](", "_"])("the time for very many %j grows with the text", (mark) => {
  const text = mark.repeat(60_000 / mark.length);
  expect(cpuMsOf(() => expect(excerptOf(text).length).toBeLessThanOrEqual(200))).toBeLessThan(1_000);
});

test.each(["\n", "\r", "\u2028", "_", " ", "[", "<"])(
  "very many %j take no time: a list shows a hundred excerpts",
  (mark) => {
    const text = `a${mark.repeat(3_998)}b`;
    expect(cpuMsOf(() => Array.from({ length: 200 }, () => excerptOf(text)))).toBeLessThan(2_000);
  },
);
