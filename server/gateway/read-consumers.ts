import { periodOf } from "@/server/billing";
import { type BudgetPeriod, KEYLESS } from "@/server/billing/contract";
import { findAccounts } from "@/server/identity";
import { type Ctx, DomainError, formatMoney, page } from "@/server/kernel";
import type { PageInput } from "@/server/kernel/contract";
import type { BudgetConsumer, ConsumerGroup } from "./contract";
import { type ConsumerSum, type HeldBy, listConsumerSums } from "./store/consumers";
import { findKeyNames } from "./store/keys";

interface Asked extends PageInput {
  readonly period: BudgetPeriod;
  readonly by: ConsumerGroup;
}

interface Budget {
  readonly ownerId: string;
  /** `null` is everything that the owner pays. */
  readonly of: HeldBy | null;
  /** Name of the list, for its cursors. */
  readonly list: string;
}

/** A page of what uses up a budget in its running period, largest first, once everything that ended is written. */
export async function readConsumers(ctx: Ctx<"dueCharges">, asked: Asked, { ownerId, of, list }: Budget) {
  await ctx.live.dueCharges.settled(ownerId);
  const { period, by } = asked;
  const { currency } = ctx.site;
  const filter = { ownerId, of, by, ...periodOf(period, ctx.now()), currency };
  const { items, nextCursor } = await page(ctx, asked, {
    list,
    read: (after, limit) => listConsumerSums(ctx.db, { ...filter, after: after && placeIn(after.sort), limit }),
    keyOf: ({ cost, group }) => ({ sort: `${cost} ${group}`, id: KEYLESS }),
  });
  const names = await namesOf(ctx, by, items);
  return { items: items.map((sum) => consumerFrom(sum, { by, names, currency })), nextCursor };
}

/** The place after which a page begins: cost and group. */
function placeIn(sort: string) {
  const [, cost, group] = /^(\d+) (.*)$/s.exec(sort) ?? [];
  if (cost === undefined || group === undefined) throw new DomainError("invalid", "The cursor is not one of this list");
  return { cost: BigInt(cost), group };
}

async function namesOf(
  ctx: Ctx,
  by: ConsumerGroup,
  sums: readonly ConsumerSum[],
): Promise<ReadonlyMap<string, string>> {
  const groups = sums.flatMap(({ group }) => (group === "" ? [] : [group]));
  switch (by) {
    case "model":
      return new Map(groups.map((group) => [group, group]));
    case "key":
      return findKeyNames(ctx.db, groups);
    case "member": {
      const accounts = await findAccounts(ctx.db, groups);
      return new Map([...accounts].map(([id, { name }]) => [id, name]));
    }
  }
}

interface Known {
  readonly by: ConsumerGroup;
  readonly names: ReadonlyMap<string, string>;
  readonly currency: string;
}

const SHARES = 10_000n;

function consumerFrom({ group, cost, total, ...sums }: ConsumerSum, { by, names, currency }: Known): BudgetConsumer {
  const share = total > 0n ? Number((cost * SHARES) / total) / Number(SHARES) : 0;
  const id = by === "model" || group === "" ? null : group;
  return { id, name: names.get(group) ?? null, ...sums, cost: formatMoney(cost), share, currency };
}
