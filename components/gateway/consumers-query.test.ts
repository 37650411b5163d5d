import { expect, test } from "vitest";
import type { KeyBudget } from "@/server/gateway/contract";
import { budgetsToLookAt, queryOf, readConsumersQuery } from "./consumers-query";

const budget = (period: KeyBudget["period"]): KeyBudget => ({
  ...{ period, mode: "hard", limit: "1", spent: "0", left: "1", currency: "USD" },
  resetsAt: null,
});
const key = { budgets: [budget("day"), budget("total")], can: { manage: true, seeAccount: true } };
const bare = { budgets: [], can: { manage: false, seeAccount: false } };

test("each budget of a key can be looked at, and the account's month by those who see what it pays", () => {
  expect(budgetsToLookAt(key).map(({ value }) => value)).toEqual(["key-day", "key-total", "account-month"]);
  expect(budgetsToLookAt(bare).map(({ value }) => value)).toEqual(["key-month"]);
});

test.each([
  [{}, { of: "key", period: "day", by: "model" }],
  [
    { budget: "account-month", by: "member" },
    { of: "account", period: "month", by: "member" },
  ],
  [
    { budget: "key-week", by: "shoe size" },
    { of: "key", period: "day", by: "model" },
  ],
  [{ budget: ["key-total"] }, { of: "key", period: "day", by: "model" }],
])("the address %j shows %j", (said, expected) => {
  expect(readConsumersQuery(said, key)).toEqual(expected);
});

test("an address that asks for the account without the right to see it shows the key", () => {
  expect(readConsumersQuery({ budget: "account-month" }, bare)).toEqual({ of: "key", period: "month", by: "model" });
});

test("what an address says is read back as it was", () => {
  const query = { of: "account", period: "month", by: "key" } as const;
  expect(readConsumersQuery(queryOf(query), key)).toEqual(query);
});
