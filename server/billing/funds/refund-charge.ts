import { authorizePlatform, requireStrongAuth } from "@/server/access";
import { DomainError, defineCommand } from "@/server/kernel";
import { BalanceChange, RefundChargeInput } from "../contract/funds";
import { getCharge } from "../store/refunds";
import { askChange } from "./ask-change";

export const refundCharge = defineCommand({
  name: "billing.refundCharge",
  summary: "Take back a charge: the money returns to where it was paid from",
  http: { method: "POST", path: "/ledger/transactions/{transactionId}/refund", status: 201 },
  input: RefundChargeInput,
  output: BalanceChange,
  async run(ctx, { id, transactionId, reason }) {
    await authorizePlatform(ctx, "platform.finance");
    requireStrongAuth(ctx);
    const { ownerId, currency, charged } = await getCharge(ctx.db, transactionId);
    if (charged === 0n) throw new DomainError("invalid", "Nobody paid for this");
    return askChange(ctx, { id, ownerId, kind: "refund", amount: charged, currency, reason, reverses: transactionId });
  },
});
