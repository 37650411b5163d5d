import { z } from "zod";
import { Money, PageInput, Text } from "@/server/kernel/contract";
import { Amount, Currency, OwnerName } from ".";

/** Money that was given, in the order in which it is spent; then come cash and credit. */
export const FUND_KINDS = ["voucher", "bonus"] as const;
export const FundKind = z.enum(FUND_KINDS);
export type FundKind = z.infer<typeof FundKind>;

export const BALANCE_CHANGE_KINDS = ["top_up", "bonus", "adjustment", "refund"] as const;
export const BalanceChangeKind = z.enum(BALANCE_CHANGE_KINDS);
export type BalanceChangeKind = z.infer<typeof BalanceChangeKind>;

export const BALANCE_CHANGE_STATES = ["waiting", "booked", "refused"] as const;
export const BalanceChangeState = z.enum(BALANCE_CHANGE_STATES);
export type BalanceChangeState = z.infer<typeof BalanceChangeState>;

const Reason = Text.trim().min(3).max(500).describe("Why; it stays in the audit trail.");
const ChangeId = z.uuid().optional().describe("Chosen by who asks: the same id twice is one change.");
const Owner = z.string().min(1).max(96);
const Later = z.iso.datetime({ offset: true });

export const TopUpWalletInput = z.strictObject({
  id: ChangeId,
  owner: Owner,
  amount: Amount.describe("Major units, more than zero."),
  kind: z.enum(["top_up", "bonus"]).default("top_up").describe("Cash that was paid, or a gift."),
  expiresAt: Later.optional().describe("Until when a gift can be spent; for ever when absent."),
  reason: Reason,
});

export const AdjustWalletInput = z.strictObject({
  id: ChangeId,
  owner: Owner,
  amount: z
    .string()
    .regex(/^-?\d{1,9}(\.\d{1,9})?$/, "A decimal number such as -12.50, at most nine digits each")
    .describe("Major units; negative takes away."),
  reason: Reason,
});

export const RefundChargeInput = z.strictObject({
  id: ChangeId,
  transactionId: z.uuid().describe("Of usage or minutes, as a statement names it."),
  reason: Reason,
});

export const DecideBalanceChangeInput = z.strictObject({ id: z.uuid() });

export const BalanceChange = z.object({
  id: z.uuid(),
  owner: z.string().nullable().describe("Null when the account is gone for good."),
  kind: BalanceChangeKind,
  amount: Money,
  currency: Currency,
  reason: z.string(),
  state: BalanceChangeState.describe("`waiting`: a second person has to confirm it."),
  askedBy: z.string().nullable(),
  decidedBy: z.string().nullable(),
  createdAt: z.date(),
});
export type BalanceChange = z.infer<typeof BalanceChange>;

export const ListBalanceChangesInput = z.strictObject({
  ...PageInput.shape,
  state: BalanceChangeState.optional(),
});

export const GetBalanceInput = z.strictObject({ owner: OwnerName });

export const Balance = z.object({
  owner: z.string(),
  currency: Currency,
  cash: Money,
  funds: z
    .array(z.object({ kind: FundKind, left: Money, expiresAt: z.date().nullable() }))
    .describe("What was given and is left, in the order in which it is spent; at most 100."),
  owed: Money.describe("What was spent on credit and is not paid."),
  limit: Money.nullable().describe("What may be owed at most; null is no limit."),
  available: Money.nullable().describe("What can be spent: given, cash and credit; null is no limit."),
  perDay: Money.describe("What a day cost on average in the last seven."),
  runwayDays: z.int().nullable().describe("Days until nothing is left at that rate; null when nothing ends it."),
});
export type Balance = z.infer<typeof Balance>;

export const CreateVoucherInput = z.strictObject({
  amount: Amount.describe("Major units, more than zero."),
  maxUses: z.int().min(1).max(100_000).default(1).describe("How many accounts may redeem it, each once."),
  expiresAt: Later.optional().describe("Until when it can be redeemed; for ever when absent."),
  validDays: z.int().min(1).max(3_650).optional().describe("Days that the money can be spent; for ever when absent."),
  note: Text.trim().max(200).default(""),
});

export const Voucher = z.object({
  id: z.uuid(),
  hint: z.string().describe("The last characters of the code."),
  amount: Money,
  currency: Currency,
  maxUses: z.int(),
  used: z.int(),
  expiresAt: z.date().nullable(),
  validDays: z.int().nullable(),
  note: z.string(),
  revokedAt: z.date().nullable(),
  createdAt: z.date(),
});
export type Voucher = z.infer<typeof Voucher>;

export const CreatedVoucher = Voucher.extend({ code: z.string().describe("Shown this once.") });

export const ListVouchersInput = z.strictObject({ ...PageInput.shape });
export const RevokeVoucherInput = z.strictObject({ id: z.uuid() });

export const RedeemVoucherInput = z.strictObject({
  owner: OwnerName,
  code: z.string().trim().min(8).max(64),
});

export const Redeemed = z.object({ amount: Money, currency: Currency, expiresAt: z.date().nullable() });
