import { expect, test } from "vitest";
import { createRetryBudget } from "./retry-budget";

const START = Date.parse("2026-03-15T12:00:00Z");
const at = (seconds: number) => new Date(START + seconds * 1_000);
const taken = (budget: ReturnType<typeof createRetryBudget>, tries: number, seconds: number) =>
  Array.from({ length: tries }, () => budget.take(at(seconds))).filter(Boolean).length;

test("ten tries in ten seconds are always there, and no more without calls", () => {
  const budget = createRetryBudget();
  expect(taken(budget, 50, 0)).toBe(10);
  expect(taken(budget, 50, 9.9)).toBe(0);
  expect(taken(budget, 50, 10)).toBe(10);
});

test("a fifth of the calls of the last ten seconds, whenever in them they came", () => {
  const budget = createRetryBudget();
  for (let call = 0; call < 1_000; call++) budget.called(at(call / 100));
  expect(taken(budget, 1_000, 9.99)).toBe(200);
  expect(taken(budget, 1_000, 9.99)).toBe(0);
  for (let call = 0; call < 100; call++) budget.called(at(30));
  expect(taken(budget, 1_000, 30)).toBe(20);
});

test("a clock that goes back takes nothing from the window that it left", () => {
  const budget = createRetryBudget();
  for (let call = 0; call < 100; call++) budget.called(at(100));
  expect(taken(budget, 100, 95)).toBe(10);
});
