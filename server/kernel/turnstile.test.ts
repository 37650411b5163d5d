import { expect, test } from "vitest";
import { DomainError } from "./errors";
import { createTurnstile } from "./turnstile";

test("some work at a time, others wait their turn, and not without end", async () => {
  const refuse = () => new DomainError("unavailable", "Too many at once");
  const turnstile = createTurnstile({ places: 16, longestLine: 500, refuse });
  const open: (() => void)[] = [];
  const works = Array.from({ length: 516 }, () =>
    turnstile.pass(() => new Promise<void>((resolve) => open.push(resolve))),
  );
  await expect(turnstile.pass(async () => {})).rejects.toMatchObject({ code: "unavailable" });
  expect(open).toHaveLength(16);
  for (let done = 0; done < 516; done++) {
    await expect.poll(() => open.length).toBeGreaterThan(done);
    open[done]?.();
  }
  await Promise.all(works);
  expect(await turnstile.pass(async () => "free again")).toBe("free again");
});

test("one lane neither takes all places nor the whole line", async () => {
  const refuse = () => new Error("full");
  const turnstile = createTurnstile({ places: 2, longestLine: 4, perLane: { places: 1, longestLine: 2 }, refuse });
  const leave = await turnstile.enter("greedy");
  const entered: string[] = [];
  const waiting = ["first", "second"].map((name) => turnstile.pass(async () => void entered.push(name), "greedy"));
  await expect(turnstile.enter("greedy")).rejects.toThrow("full");
  await turnstile.pass(async () => void entered.push("other"), "other");
  expect(entered).toEqual(["other"]);
  leave();
  await Promise.all(waiting);
  expect(entered).toEqual(["other", "first", "second"]);
});

test("a place is free again after work that failed", async () => {
  const turnstile = createTurnstile({ places: 1, longestLine: 0, refuse: () => new Error("full") });
  await expect(turnstile.pass(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  const leave = await turnstile.enter();
  await expect(turnstile.enter()).rejects.toThrow("full");
  leave();
  expect(await turnstile.pass(async () => "in")).toBe("in");
});
