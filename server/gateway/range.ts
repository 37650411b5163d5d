import { authorize } from "@/server/access";
import { dayOf, monthOf, type UsageFilter } from "@/server/billing";
import { getOwner } from "@/server/identity";
import { type Ctx, DomainError } from "@/server/kernel";
import { keyResource } from "./key-resource";

const MAX_DAYS = 3_660;
const DAY_MS = 86_400_000;

interface Asked {
  readonly owner?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whose usage of which UTC days is asked for; this month when nothing is said. Throws like `authorize`, and `invalid`. */
export async function usageFilterOf(ctx: Ctx<"dueCharges">, { owner: name, from, to }: Asked): Promise<UsageFilter> {
  const owner = await getOwner(ctx, name);
  await authorize(ctx, "billing.read", { ...keyResource(owner.id, owner.id), kind: "Account" });
  const month = monthOf(ctx.now());
  const range = { from: from ?? dayOf(month.start), to: to ?? dayOf(month.end) };
  const days = (Date.parse(range.to) - Date.parse(range.from)) / DAY_MS;
  if (days <= 0) throw new DomainError("invalid", "`to` must be later than `from`; its day is not counted");
  if (days > MAX_DAYS) throw new DomainError("invalid", `A range may have ${MAX_DAYS} days`);
  await ctx.live.dueCharges.settled(owner.id);
  return { ownerId: owner.id, ...range, currency: ctx.site.currency };
}

/** Every day of a range, in order. */
export function daysOf({ from, to }: Pick<UsageFilter, "from" | "to">): string[] {
  const start = Date.parse(from);
  return Array.from({ length: (Date.parse(to) - start) / DAY_MS }, (_, day) => dayOf(new Date(start + day * DAY_MS)));
}
