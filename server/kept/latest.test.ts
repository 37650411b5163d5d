import { expect, test } from "vitest";
import { createLatest } from "./latest";

const keysOf = (latest: ReturnType<typeof createLatest<string>>) => [...latest.entries()].map(([key]) => key);

test("as many as fit are kept, and what was used last stays", () => {
  const latest = createLatest<string>({ most: 2 });
  latest.set("a", "1");
  latest.set("b", "2");
  expect(latest.get("a")).toBe("1");
  latest.set("c", "3");
  expect(latest.get("b")).toBeUndefined();
  expect(keysOf(latest)).toEqual(["a", "c"]);
});

test("values count by their weight, also when they change or go", () => {
  const latest = createLatest<string>({ most: 10, weightOf: (text) => text.length });
  latest.set("a", "1234");
  latest.set("b", "1234");
  latest.set("a", "123456");
  expect(keysOf(latest)).toEqual(["b", "a"]);
  latest.delete("b");
  latest.delete("b");
  latest.set("c", "1234");
  expect(keysOf(latest)).toEqual(["a", "c"]);
  latest.set("d", "12345");
  expect(keysOf(latest)).toEqual(["c", "d"]);
});

test("what is heavier than everything may be is not kept, and pushes nothing out", () => {
  const latest = createLatest<string>({ most: 4, weightOf: (text) => text.length });
  latest.set("a", "1234");
  latest.set("b", "12345");
  expect(keysOf(latest)).toEqual(["a"]);
  latest.set("a", "12345");
  expect(keysOf(latest)).toEqual([]);
});
