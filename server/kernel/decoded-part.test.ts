import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodedPart } from "./contract/decoded-part";

test.each([
  ["a%20b.txt", "a b.txt"],
  ["%E4%BD%A0", "\u4f60"],
  ["100%.txt", "100%.txt"],
  ["%ff", "%ff"],
])("%s is %s", (part, text) => {
  expect(decodedPart(part)).toBe(text);
});

test("no page fails on an address that cannot be decoded: what reaches a title is decoded already", () => {
  const pages = globSync("app/**/*.{ts,tsx}");
  expect(pages.length).toBeGreaterThan(50);
  expect(pages.filter((page) => readFileSync(page, "utf8").includes("decodeURIComponent"))).toEqual([]);
});
