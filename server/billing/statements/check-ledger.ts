import { authorizePlatform } from "@/server/access";
import { defineQuery, formatMoney } from "@/server/kernel";
import { CheckLedgerInput, LedgerReport } from "../contract/statements";
import { differencesOf } from "./differences";

export const checkLedger = defineQuery({
  name: "billing.checkLedger",
  summary: "Compare the ledger with usage, minutes, their sums and the budgets of wallets",
  http: { method: "GET", path: "/ledger/check" },
  input: CheckLedgerInput,
  output: LedgerReport,
  async run(ctx) {
    await authorizePlatform(ctx, "platform.finance");
    const found = await differencesOf(ctx);
    return {
      checkedAt: ctx.now(),
      isEven: found.every(({ different }) => different === 0),
      checks: found.map(({ difference, examples, ...check }) => ({
        ...check,
        examples: [...examples],
        difference: formatMoney(difference),
      })),
    };
  },
});
