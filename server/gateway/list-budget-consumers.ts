import { authorize } from "@/server/access";
import { periodOf } from "@/server/billing";
import { KEYLESS } from "@/server/billing/contract";
import { findAccounts } from "@/server/identity";
import { type Ctx, DomainError, defineQuery, formatMoney, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { BudgetConsumer, type ConsumerGroup, ListBudgetConsumersInput } from "./contract";
import { accountResource, keyResource } from "./key-resource";
import { type ConsumerSum, listConsumerSums } from "./store/consumers";
import { findKeyNames, getKey } from "./store/keys";

export const listBudgetConsumers = defineQuery({
  name: "gateway.listBudgetConsumers",
  summary:
    "List what uses up a budget of an API key, or of the account that pays for it, in its running period, largest first",
  http: { method: "GET", path: "/api-keys/{keyId}/consumers" },
  input: ListBudgetConsumersInput,
  output: pageOf(BudgetConsumer),
  async run(ctx: Ctx<"dueCharges">, input) {
    const { keyId, of, period, by } = input;
    const { ownerId } = await getKey(ctx.db, keyId);
    await authorize(ctx, "key.read", keyResource(keyId, ownerId));
    if (of === "account") await authorize(ctx, "billing.read", accountResource(ownerId));
    await ctx.live.dueCharges.settled(ownerId);

    const { currency } = ctx.site;
    const filter = { ownerId, keyId: of === "key" ? keyId : null, by, ...periodOf(period, ctx.now()), currency };
    const { items, nextCursor } = await page(ctx, input, {
      list: `gateway.listBudgetConsumers ${keyId}`,
      read: (after, limit) => listConsumerSums(ctx.db, { ...filter, after: after && placeIn(after.sort), limit }),
      keyOf: ({ cost, group }) => ({ sort: `${cost} ${group}`, id: KEYLESS }),
    });
    const names = await namesOf(ctx, by, items);
    return { items: items.map((sum) => consumerFrom(sum, { by, names, currency })), nextCursor };
  },
});

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
