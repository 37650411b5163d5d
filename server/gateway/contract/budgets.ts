import { z } from "zod";
import { Amount, BudgetMode, BudgetPeriod } from "@/server/billing/contract";
import { PageInput, Text } from "@/server/kernel/contract";
import { CONSUMER_GROUPS, KeyBudget } from "./index";

/** Who has a budget of their own in what an organisation spends. */
export const HOLDER_KINDS = ["member", "group"] as const;
export const HolderKind = z.enum(HOLDER_KINDS);
export type HolderKind = z.infer<typeof HolderKind>;

const Name = Text.trim().min(1).max(96);

const Organization = z.strictObject({ name: Name.describe("Of the organisation that pays.") });

const Holder = Organization.extend({
  kind: HolderKind.describe(
    "`member`: calls with keys that this person made. `group`: calls of models that lie in this resource group.",
  ),
  holder: Name.describe("Name of the person or of the resource group."),
});

const BudgetPath = Holder.extend({
  period: BudgetPeriod.describe("Hours, days, weeks from Monday and months in UTC, or everything that is ever spent."),
});

export const SetBudgetInput = BudgetPath.extend({
  limit: Amount,
  mode: BudgetMode.default("hard").describe("`hard` refuses calls that do not fit, `soft` only tells."),
});
export type SetBudgetInput = z.infer<typeof SetBudgetInput>;

export const RemoveBudgetInput = BudgetPath;

export const ListBudgetsInput = z.strictObject({ ...PageInput.shape, ...Organization.shape });

export const HolderBudgets = z.object({
  kind: HolderKind,
  id: z.uuid().describe("Of the person or the resource group."),
  name: z.string(),
  displayName: z.string(),
  isMember: z.boolean().nullable().describe("Whether the person still belongs to the organisation; null for a group."),
  budgets: z.array(KeyBudget).describe("A call has to fit into all hard ones. Short periods first."),
});
export type HolderBudgets = z.infer<typeof HolderBudgets>;

export const ListHolderConsumersInput = z.strictObject({
  ...PageInput.shape,
  ...Holder.shape,
  period: BudgetPeriod.default("month").describe("The one that is running, in UTC."),
  by: z.enum(CONSUMER_GROUPS).default("model"),
});
export type ListHolderConsumersInput = z.infer<typeof ListHolderConsumersInput>;
