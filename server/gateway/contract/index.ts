import { z } from "zod";
import { Amount, BUDGET_PERIODS, BudgetMode, BudgetPeriod, USAGE_GROUPS } from "@/server/billing/contract";
import { Money, PageInput, Text } from "@/server/kernel/contract";

export const ENDPOINTS = [
  "chat.completions",
  "completions",
  "embeddings",
  "messages",
  "responses",
  "moderations",
  "rerank",
] as const;
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

const MOST = { models: 100, networks: 50, parallelCalls: 1_000, perMinute: 1_000_000_000 } as const;
const Network = z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()]);
const PerMinute = z.int().min(1).max(MOST.perMinute).nullable();

/** What a key may do, beside what it may spend; `null` does not limit. */
export const KeyLimits = z.object({
  models: z.array(z.string()).nullable().describe("Public ids of the models that it may call."),
  endpoints: z.array(Endpoint).nullable(),
  networks: z.array(z.string()).nullable().describe("Where it may be used from: CIDR, IPv4 and IPv6."),
  requestsPerMinute: z.int().nullable(),
  tokensPerMinute: z.int().nullable(),
  parallelCalls: z.int().nullable().describe("Calls that run at the same time."),
});
export type KeyLimits = z.infer<typeof KeyLimits>;

export const KeyLimitsInput = z.strictObject({
  models: z
    .array(Text.trim().min(1).max(300))
    .min(1)
    .max(MOST.models)
    .nullable()
    .default(null)
    .describe("Public ids of the models that it may call, such as `owner/name`; null is all."),
  endpoints: z.array(Endpoint).min(1).max(ENDPOINTS.length).nullable().default(null),
  networks: z
    .array(Network)
    .min(1)
    .max(MOST.networks)
    .nullable()
    .default(null)
    .describe("Where it may be used from: CIDR or single addresses, IPv4 and IPv6; null is anywhere."),
  requestsPerMinute: PerMinute.default(null).describe("In each minute of UTC, over all processes."),
  tokensPerMinute: PerMinute.default(null).describe(
    "In each minute of UTC. A call counts with the bytes of its prompt and up to 1,024 tokens of its answer until it ends, then with what it used.",
  ),
  parallelCalls: z.int().min(1).max(MOST.parallelCalls).nullable().default(null),
});
export type KeyLimitsInput = z.infer<typeof KeyLimitsInput>;

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
  limits: KeyLimits,
  disabledAt: z.date().nullable().describe("Since when calls with it are refused; null: they are not."),
  secretSince: z.date(),
  oldSecret: z
    .object({ prefix: z.string(), worksUntil: z.date() })
    .nullable()
    .describe("The secret before this one, while it still works."),
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const ApiKeyDetails = ApiKey.extend({
  can: z
    .object({ manage: z.boolean(), seeAccount: z.boolean().describe("Whether they see what its owner pays.") })
    .describe("What the caller may do with it."),
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
  limits: KeyLimitsInput.optional(),
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
  limits: KeyLimitsInput.optional().describe("All that it has from now on; what is not named is taken away."),
});
export type UpdateApiKeyInput = z.infer<typeof UpdateApiKeyInput>;

const OVERLAP_HOURS = { most: 720, usual: 24 } as const;
export const RotateApiKeyInput = z.strictObject({
  keyId: z.uuid(),
  overlapHours: z
    .int()
    .min(0)
    .max(OVERLAP_HOURS.most)
    .default(OVERLAP_HOURS.usual)
    .describe("How long the old secret works on; 0 ends it at once."),
});
export type RotateApiKeyInput = z.infer<typeof RotateApiKeyInput>;
export const RetireOldSecretInput = z.strictObject({ keyId: z.uuid() });
export const DisableApiKeyInput = z.strictObject({ keyId: z.uuid() });
export const EnableApiKeyInput = z.strictObject({ keyId: z.uuid() });

/** By what the consumers of a budget are told apart. */
export const CONSUMER_GROUPS = ["model", "member", "key"] as const;
export const ConsumerGroup = z.enum(CONSUMER_GROUPS);
export type ConsumerGroup = z.infer<typeof ConsumerGroup>;

export const BUDGET_HOLDERS = ["key", "account"] as const;

export const ListBudgetConsumersInput = z.strictObject({
  ...PageInput.shape,
  keyId: z.uuid(),
  of: z.enum(BUDGET_HOLDERS).default("key").describe("Calls with this key, or all that its owner pays for."),
  period: BudgetPeriod.default("month").describe("The one that is running, in UTC."),
  by: ConsumerGroup.default("model"),
});
export type ListBudgetConsumersInput = z.infer<typeof ListBudgetConsumersInput>;

export const BudgetConsumer = z.object({
  id: z.uuid().nullable().describe("Of the member or the key; null for a model, and for calls without a key."),
  name: z.string().nullable().describe("Null where there is no key, or where it or the member is gone."),
  requests: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  cost: Money,
  share: z.number().describe("Of everything that was spent in the period, from 0 to 1."),
  currency: Currency,
});
export type BudgetConsumer = z.infer<typeof BudgetConsumer>;

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
    .object({
      ...{ input: Money, output: Money, currency: Currency },
      cachedInput: Money.optional().describe("Of input that was in a cache; that of other input when absent."),
    })
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
  cachedInputTokens: z.int().describe("Of the input those that were in a cache."),
  outputTokens: z.int(),
  cost: Money,
  currency: Currency,
  latencyMs: z.int(),
  ttftMs: z.int().nullable(),
  queueMs: z.int().nullable().describe("From its admission until it was sent to who serves it."),
  finishReason: z.string().nullable().describe("Why the model stopped, in OpenAI's words."),
});
export type GatewayRequest = z.infer<typeof GatewayRequest>;
