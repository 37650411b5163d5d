import { z } from "zod";
import { Money, PageInput } from "@/server/kernel/contract";

/** What is counted. Token meters are priced per million, time per replica-hour. */
export const METERS = ["llm.input", "llm.output", "compute.time"] as const;
export const Meter = z.enum(METERS);
export type Meter = z.infer<typeof Meter>;

/** Instance types of this installation. */
export const SKUS = ["local-cpu"] as const;
export const Sku = z.enum(SKUS);
export type Sku = z.infer<typeof Sku>;

/** Debit negative, credit positive: what a customer owes is a negative receivable, what we earned positive revenue. */
export type AccountKind =
  | "customer_receivable"
  | "customer_cash"
  | "customer_bonus"
  | "platform_loss"
  | "revenue"
  | "payment_clearing"
  | "promo_expense"
  | "breakage"
  | "adjustments";
/** Why money moved. `settlement` pays what is owed out of cash that came later. */
export const POSTING_KINDS = [
  "usage",
  "minutes",
  "refund",
  "top_up",
  "bonus",
  "voucher",
  "adjustment",
  "settlement",
  "expiry",
] as const;
export const PostingKind = z.enum(POSTING_KINDS);
export type PostingKind = z.infer<typeof PostingKind>;
/**
 * How tokens became known: the runtime's own count at the end, its running count when a call was cut, our estimate from
 * the text where a provider told no count, or what was noted last of a call that went down with its gateway.
 */
export const USAGE_BASES = ["reported", "continuous", "counted", "suspense"] as const;
export type UsageBasis = (typeof USAGE_BASES)[number];
export const INTERVAL_ENDS = ["stopped", "changed", "lost"] as const;
export type IntervalEnd = (typeof INTERVAL_ENDS)[number];

/** Whose money a budget limits, in the order in which a call asks them. `wallet` is everything that an owner owes. */
export const BUDGET_KINDS = ["key", "member", "project", "wallet"] as const;
export type BudgetKind = (typeof BUDGET_KINDS)[number];
export const BUDGET_PERIODS = ["hour", "day", "week", "month", "total"] as const;
export const BudgetPeriod = z.enum(BUDGET_PERIODS);
export type BudgetPeriod = z.infer<typeof BudgetPeriod>;
/** A hard budget is never exceeded; a soft one only tells. */
export const BUDGET_MODES = ["hard", "soft"] as const;
export const BudgetMode = z.enum(BUDGET_MODES);
export type BudgetMode = z.infer<typeof BudgetMode>;

/** Stands for "no API key" where a key id is part of a primary key. */
export const KEYLESS = "00000000-0000-0000-0000-000000000000";

export const USAGE_GROUPS = ["key", "model", "day"] as const;
export type UsageGroup = (typeof USAGE_GROUPS)[number];

export const INSUFFICIENT_QUOTA = "insufficient_quota";

/** Finer words of this context for `DomainError.reason`. */
type BillingReason = "no_price" | "second_person_required" | typeof INSUFFICIENT_QUOTA;

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly billing: BillingReason;
  }
}

export const OwnerName = z.string().min(1).max(96).optional().describe("User or organisation; the caller when absent.");
export const Currency = z.string().length(3);
/** An amount that cannot be negative, in major units; small enough for nano-units in 64 bits. */
export const Amount = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,9})?$/, "A decimal number such as 12.50, at most nine digits each");

export const Price = z.object({
  id: z.uuid(),
  meter: Meter,
  target: z.string().nullable().describe("Repository id or instance type; null for everything without its own price."),
  amount: Money,
  per: z.string().describe("What the amount buys."),
  currency: Currency,
  effectiveFrom: z.date(),
});
export type Price = z.infer<typeof Price>;

export const ListPricesInput = z.strictObject({ ...PageInput.shape });

export const SetPriceInput = z.strictObject({
  meter: Meter,
  target: z
    .union([z.uuid(), Sku])
    .optional()
    .describe("A model's repository id for tokens, an instance type for time."),
  amount: Amount,
  effectiveFrom: z.iso.datetime({ offset: true }).optional().describe("Not in the past; now when absent."),
});

export const Charge = z.object({
  id: z.uuid(),
  instanceId: z.uuid(),
  label: z.string(),
  sku: z.string(),
  replicas: z.int(),
  startedAt: z.date(),
  endedAt: z.date().nullable(),
  minutes: z.int(),
  pricePerMinute: Money.describe("For all replicas."),
  cost: Money,
  currency: Currency,
});
export type Charge = z.infer<typeof Charge>;

export const ListChargesInput = z.strictObject({
  ...PageInput.shape,
  owner: OwnerName,
  instanceId: z.uuid().optional(),
});

export const Spending = z.object({
  owner: z.string(),
  currency: Currency,
  periodStart: z.date(),
  periodEnd: z.date(),
  tokens: Money.describe("Cost of tokens this month."),
  minutes: Money.describe("Cost of instance minutes this month."),
  total: Money,
  owed: Money.describe("Everything not yet paid."),
  limit: Money.nullable().describe("What may be owed at most; null is no limit."),
  funds: Money.describe("What was given or paid and is left."),
  available: Money.nullable().describe("What can be spent: given, cash and credit; null is no limit."),
  isUsedUp: z.boolean().describe("Whether nothing can be spent any more."),
});
export type Spending = z.infer<typeof Spending>;

export const GetSpendingInput = z.strictObject({ owner: OwnerName });

export const SetWalletLimitInput = z.strictObject({
  owner: z.string().min(1).max(96),
  limit: Amount.nullable().describe("What the owner may owe at most; null removes the limit."),
});

export const ListWalletsInput = z.strictObject({ ...PageInput.shape });
export const Wallet = z.object({
  owner: z.string().nullable().describe("Null when the account is gone for good."),
  owed: Money.describe("Everything not yet paid."),
  limit: Money.nullable().describe("What may be owed at most; null is no limit."),
  currency: Currency,
});
export type Wallet = z.infer<typeof Wallet>;
