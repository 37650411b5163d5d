import { expect, test } from "vitest";
import { createArrivedPaths } from "./arrived-paths";

const SIBLINGS = ["a", "a-b", "a.txt", "a0", "a/b", "a/b/c", "a/b-c", "a/é", "b/a/b"];

test("what lies below a folder is taken once, and nothing else", () => {
  for (const more of [0, 600]) {
    const arrived = createArrivedPaths();
    for (const path of SIBLINGS) arrived.add(path);
    for (let index = 0; index < more; index += 1) arrived.add(`other/${index}`);
    expect(arrived.takeBelow("a").toSorted()).toEqual(["a/b", "a/b-c", "a/b/c", "a/é"]);
    expect(arrived.takeBelow("a")).toEqual([]);
    expect(arrived.takeBelow("b/a")).toEqual(["b/a/b"]);
    expect(arrived.takeBelow("other")).toHaveLength(more);
  }
});

test("paths of very many folders take no more memory than others", () => {
  const arrived = createArrivedPaths();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < 2_000; index += 1) arrived.add(`${"a/".repeat(1_000)}${index}`);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 1_024 ** 2);
  expect(arrived.takeBelow("a")).toHaveLength(2_000);
});
