import { expect, test } from "vitest";
import { answerCost } from "./answer-cost";

test.each([
  { input: "0.10", output: "0.40", inputTokens: 12, outputTokens: 34, cost: "0.0000148" },
  { input: "0.000000001", output: "0", inputTokens: 500_000, outputTokens: 0, cost: "0.000000001" },
  { input: "0.000000001", output: "0", inputTokens: 499_999, outputTokens: 0, cost: "0" },
  {
    ...{ input: "12345.678901234", output: "99999.999999999" },
    ...{ inputTokens: 987_654_321, outputTokens: 123_456_789, cost: "24538942.012482169" },
  },
  { input: "0", output: "0", inputTokens: 0, outputTokens: 0, cost: "0" },
])("an answer costs what the bill says, half a nano-unit up: %o", ({ input, output, cost, ...used }) => {
  expect(answerCost(used, { input, output, currency: "USD" })).toBe(cost);
});
