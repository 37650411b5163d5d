import { z } from "zod";
import { Amount, BUDGET_PERIODS, BudgetMode, BudgetPeriod, USAGE_GROUPS } from "@/server/billing/contract";
import { Money, PageInput, Text } from "@/server/kernel/contract";

export const ENDPOINTS = ["chat.completions", "completions", "embeddings", "messages"] as const;
export const Endpoint = z.enum(ENDPOINTS);
export type Endpoint = z.infer<typeof Endpoint>;

/** How a call ended: complete, the client left, the runtime broke, or the gateway died in the middle of it. */
export const CALL_OUTCOMES = ["completed", "cancelled", "failed", "lost"] as const;
export const CallOutcome = z.enum(CALL_OUTCOMES);
export type CallOutcome = z.infer<typeof CallOutcome>;

const OwnerName = Text.min(1).max(96).optional().describe("User or organisation; the caller when absent.");
const Currency = z.string().length(3);

export const KeyBudget = z.object({
  period: BudgetPeriod,
  mode: BudgetMode.describe("`hard`: calls that do not fit are refused; `soft`: it only tells."),
  limit: Money,
  spent: Money,
  left: Money.describe("Never below 0; calls that are running are not counted yet."),
  currency: Currency,
  resetsAt: z.date().nullable().describe("When it starts anew; null is never."),
});
export type KeyBudget = z.infer<typeof KeyBudget>;

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  owner: z.string(),
  budget: z
    .object({ limit: Money, spent: Money, currency: Currency, period: z.literal("month"), resetsAt: z.date() })
    .nullable()
    .describe("The one of each month, as older clients read it; `budgets` has all of them."),
  budgets: z.array(KeyBudget).describe("A call has to fit into all hard ones. Short periods first."),
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const ApiKeyDetails = ApiKey.extend({
  can: z.object({ manage: z.boolean() }).describe("What the caller may do with it."),
});
export type ApiKeyDetails = z.infer<typeof ApiKeyDetails>;

export const CreatedApiKey = ApiKey.extend({ secret: z.string().describe("Shown once.") });

const KeyName = Text.trim().min(1).max(100);

export const KeyBudgetInput = z.strictObject({
  period: BudgetPeriod.describe("Hours, days, weeks from Monday and months in UTC, or everything it ever spends."),
  limit: Amount,
  mode: BudgetMode.default("hard").describe("`hard` refuses calls that do not fit, `soft` only tells."),
});
export type KeyBudgetInput = z.infer<typeof KeyBudgetInput>;

const KeyBudgets = z
  .array(KeyBudgetInput)
  .max(BUDGET_PERIODS.length)
  .refine((all) => new Set(all.map(({ period }) => period)).size === all.length, "A period has one budget");

export const CreateApiKeyInput = z.strictObject({
  name: KeyName,
  owner: OwnerName,
  budgets: KeyBudgets.optional(),
  budget: z
    .strictObject({ limit: Amount, period: z.literal("month") })
    .optional()
    .describe("One hard budget for each month, as older clients send it; not beside `budgets`."),
});
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;

export const GetApiKeyInput = z.strictObject({ keyId: z.uuid() });
export const UpdateApiKeyInput = z.strictObject({
  keyId: z.uuid(),
  name: KeyName.optional(),
  budgets: KeyBudgets.optional().describe("All that it has from now on; what is not named is taken away."),
});
export type UpdateApiKeyInput = z.infer<typeof UpdateApiKeyInput>;

export const ListApiKeysInput = z.strictObject({ ...PageInput.shape, owner: OwnerName });
export const DeleteApiKeyInput = z.strictObject({ keyId: z.uuid() });

const MIDNIGHT = /^\d{4}-\d{2}-\d{2}(?:T00:00(?::00(?:\.0{1,9})?)?(?:Z|\+00:00))?$/;
/** `Date.parse` takes February 30th for March 2nd; PostgreSQL has no year 0. */
function isDay(text: string): boolean {
  const day = text.slice(0, 10);
  const moment = Date.parse(day);
  return moment >= 0 && new Date(moment).toISOString().startsWith(day);
}

/** A UTC day, as a date or as its midnight. */
const Day = z
  .string()
  .regex(MIDNIGHT, "A UTC day such as 2026-11-24")
  .refine(isDay, "There is no such day")
  .transform((text) => text.slice(0, 10));

const Range = {
  owner: OwnerName,
  from: Day.optional().describe("First UTC day; the first of this month when absent."),
  to: Day.optional().describe("UTC day after the last one; the first of next month when absent."),
};

export const ListUsageInput = z.strictObject({
  ...PageInput.shape,
  ...Range,
  groupBy: z.enum(USAGE_GROUPS).default("day"),
});
export type ListUsageInput = z.infer<typeof ListUsageInput>;
export const ExportUsageInput = z.strictObject(Range);
export const GetUsageSummaryInput = z.strictObject(Range);

const Sums = {
  requests: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  cost: Money,
};

export const UsageItem = z.object({
  key: z.uuid().nullable().optional().describe("Id of the API key; null for calls with a token or from the browser."),
  keyName: z.string().nullable().optional(),
  model: z.string().optional(),
  day: z.string().optional(),
  ...Sums,
  currency: Currency,
});
export type UsageItem = z.infer<typeof UsageItem>;

export const UsageSummary = z.object({
  from: z.string(),
  to: z.string(),
  currency: Currency,
  total: z.object(Sums),
  days: z.array(z.object({ day: z.string(), ...Sums })).describe("Every day of the range, also those without calls."),
});
export type UsageSummary = z.infer<typeof UsageSummary>;

export const ListCallableModelsInput = PageInput;

export const CallableModel = z.object({
  model: z.string().describe("As it is called: `owner/name`."),
  isRunning: z.boolean(),
  price: z
    .object({ input: Money, output: Money, currency: Currency })
    .nullable()
    .describe("For a million tokens; null when there is no price, and no call then."),
});
export type CallableModel = z.infer<typeof CallableModel>;

export const ListRequestsInput = z.strictObject({
  ...PageInput.shape,
  owner: OwnerName,
  from: Day.optional().describe("First UTC day; the oldest when absent."),
  to: Day.optional().describe("UTC day after the last one; no end when absent."),
  keyId: z.uuid().optional(),
  model: Text.max(300).optional(),
  outcome: CallOutcome.optional(),
});
export type ListRequestsInput = z.infer<typeof ListRequestsInput>;

export const GatewayRequest = z.object({
  id: z.uuid(),
  startedAt: z.date(),
  key: z.uuid().nullable(),
  keyName: z.string().nullable(),
  model: z.string(),
  deploymentId: z.uuid(),
  endpoint: Endpoint,
  isStream: z.boolean(),
  outcome: CallOutcome,
  status: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  cost: Money,
  currency: Currency,
  latencyMs: z.int(),
  ttftMs: z.int().nullable(),
});
export type GatewayRequest = z.infer<typeof GatewayRequest>;
