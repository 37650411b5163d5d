import { expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { Batches } from "./batches";

const world = setupWorld();
/** Longer than any test waits. */
const LONG_MS = 3_600_000;

function recorder(lingerMs: number) {
  const written: (readonly number[])[] = [];
  const batches = new Batches<number>({
    write: async (_, items) => void written.push(items),
    factsOf: (item) => ({ item }),
    firstRetryMs: 1,
    lingerMs,
  });
  const add = (item: number) => batches.add(world.system(), item).written;
  return { written, batches, add };
}

test("what comes after a pause is written at once; what follows it waits and is written together", async () => {
  const { written, batches, add } = recorder(LONG_MS);
  await add(1);
  const others = [add(2), add(3), add(4)];
  await new Promise((resolve) => setImmediate(resolve));
  expect(written).toEqual([[1]]);
  expect(batches.unwritten()).toBe(3);
  expect(await batches.flush()).toEqual([]);
  await Promise.all(others);
  expect(written).toEqual([[1], [2, 3, 4]]);
});

test("a full batch does not wait", async () => {
  const { written, add } = recorder(LONG_MS);
  await add(0);
  await Promise.all(Array.from({ length: 500 }, (_, at) => add(at + 1)));
  expect(written.map(({ length }) => length)).toEqual([1, 500]);
});
