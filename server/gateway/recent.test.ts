import { expect, test } from "vitest";
import { createRecent } from "./recent";

test("what was found is asked for again after a second, what failed at once", async () => {
  let now = 0;
  const recent = createRecent<number>(() => now);
  let asked = 0;
  const ask = () => recent("key", async () => ++asked);
  expect([await ask(), await ask()]).toEqual([1, 1]);
  now = 999;
  expect(await ask()).toBe(1);
  now = 1_000;
  expect(await ask()).toBe(2);

  await expect(recent("other", () => Promise.reject(new Error("not there")))).rejects.toThrow("not there");
  expect(await recent("other", async () => 7)).toBe(7);
});
