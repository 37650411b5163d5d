import { expect, test } from "vitest";
import { dayAfter, readUsageQuery, usageHref } from "./usage-view";

const NOW = new Date("2024-02-29T23:30:00Z");
const read = (query: Record<string, string | string[]>) => readUsageQuery(query, NOW);

test("nothing said is this month, whole, by key", () => {
  expect(read({})).toEqual({ range: "month", from: "2024-02-01", until: "2024-02-29", view: "key", cursor: undefined });
});

test("thirty days are counted with today", () => {
  expect(read({ range: "30d" })).toMatchObject({ range: "30d", from: "2024-01-31", until: "2024-02-29" });
});

test.each([
  { from: "2024-02-30", until: "2024-03-01" },
  { from: "2024-03-02", until: "2024-03-01" },
  { from: "yesterday", until: "2024-03-01" },
  { from: ["2024-01-01", "2024-01-02"], until: "2024-03-01" },
])("a range that is none counts as not said: %o", (query) => {
  expect(read(query).range).toBe("month");
});

test("an address says what was read from it, and another view starts at its first page", () => {
  const query = read({ from: "2024-01-01", until: "2024-01-31", view: "model", cursor: "abc" });
  expect(usageHref(query, { cursor: "def" })).toBe(
    "/console/usage?from=2024-01-01&until=2024-01-31&view=model&cursor=def",
  );
  expect(usageHref(query, { view: "requests" })).toBe("/console/usage?from=2024-01-01&until=2024-01-31&view=requests");
  expect(usageHref(query, { range: "month", view: "key" })).toBe("/console/usage");
});

test("the day after the last of February is the first of March", () => {
  expect(dayAfter("2024-02-29")).toBe("2024-03-01");
});
