import { expect, test } from "vitest";
import { DomainError } from "@/server/kernel";
import { createKeptAnswers } from "./kept-answers";

const never = () => new Promise<never>(() => {});
const gone = () => Promise.reject(new Error("the database is away"));

test("what was found is asked for again after a second, what failed at once", async () => {
  let now = 0;
  const recent = createKeptAnswers<number>({ now: () => now, patience: never });
  let asked = 0;
  const ask = () => recent("key", { load: async () => ++asked });
  expect([await ask(), await ask()]).toEqual([1, 1]);
  now = 999;
  expect(await ask()).toBe(1);
  now = 1_000;
  expect(await ask()).toBe(2);

  await expect(recent("other", { load: gone })).rejects.toThrow("the database is away");
  expect(await recent("other", { load: async () => 7 })).toBe(7);
});

test("the last answer stands while the database is away or late, unless it is of another time", async () => {
  let now = 0;
  const recent = createKeptAnswers<number>({ now: () => now, patience: async () => {} });
  await recent("key", { load: async () => 1 });
  now = 1_000;
  expect(await recent("key", { load: gone })).toBe(1);
  now = 2_000;
  expect(await recent("key", { load: never })).toBe(1);
  await expect(recent("key", { load: gone, isValid: (value) => value !== 1 })).rejects.toThrow();
});

test("an answer that comes late is the last one from then on", async () => {
  let now = 0;
  const recent = createKeptAnswers<number>({ now: () => now, patience: async () => {} });
  await recent("key", { load: async () => 1 });
  now = 1_000;
  const late = Promise.withResolvers<number>();
  expect(await recent("key", { load: () => late.promise })).toBe(1);
  late.resolve(2);
  await late.promise;
  now = 2_000;
  expect(await recent("key", { load: never })).toBe(2);
});

test("what does not exist any more is forgotten at once", async () => {
  let now = 0;
  const recent = createKeptAnswers<number>({ now: () => now, patience: never });
  await recent("key", { load: async () => 1 });
  now = 1_000;
  const refused = new DomainError("unauthenticated", "no such key");
  await expect(recent("key", { load: () => Promise.reject(refused) })).rejects.toThrow(refused);
  await expect(recent("key", { load: gone })).rejects.toThrow("away");
});
