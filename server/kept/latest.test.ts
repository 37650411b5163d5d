import { expect, test } from "vitest";
import { createLatest } from "./latest";

const keysOf = (latest: ReturnType<typeof createLatest<string>>) => [...latest.entries()].map(([key]) => key);

/** Of the processor, so that it does not matter how busy the machine is. */
function cpuMsOf(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  return process.threadCpuUsage(before).user / 1_000;
}

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

test("setting keys anew takes as long where many have gone as where few have", () => {
  const setTogether = (count: number) => {
    const latest = createLatest<string>({ most: 100_000 });
    for (let index = 0; index < 100_000; index += 1) latest.set(`key ${index % count}`, "value");
  };
  setTogether(1_000);
  expect(cpuMsOf(() => setTogether(50_000))).toBeLessThan(6 * cpuMsOf(() => setTogether(1_000)));
});
