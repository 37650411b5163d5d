import { expect, test } from "vitest";
import { costOfTokens } from "@/server/billing";
import { formatMoney, parseMoney } from "@/server/kernel";
import { answerCost } from "./answer-cost";

test.each([
  { input: "0.10", output: "0.40", inputTokens: 12, outputTokens: 34 },
  { input: "0.000000001", output: "0", inputTokens: 500_000, outputTokens: 0 },
  { input: "0.000000001", output: "0", inputTokens: 499_999, outputTokens: 0 },
  { input: "12345.678901234", output: "99999.999999999", inputTokens: 987_654_321, outputTokens: 123_456_789 },
  { input: "0", output: "0", inputTokens: 0, outputTokens: 0 },
])("an answer costs what the bill says: %o", ({ input, output, ...used }) => {
  const billed = costOfTokens(used, { input: parseMoney(input), output: parseMoney(output) });
  expect(answerCost(used, { input, output, currency: "USD" })).toBe(formatMoney(billed));
});
