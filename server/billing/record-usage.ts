import type { Ctx } from "@/server/kernel";
import { chargedOf, chargesOf, type Reservation } from "./budgets/reservation";
import { settleCharges } from "./budgets/settle-charges";
import { KEYLESS, type UsageBasis } from "./contract";
import { costOfTokens, type Tokens } from "./cost";
import { dayOf } from "./month";
import { postSales, type Sale } from "./post-sales";
import type { TokenPrice } from "./price-of";
import { addUsageDaily, insertUsageEvents } from "./store/usage";

/** What one call used. */
export interface UsageEvent extends Tokens {
  /** Chosen by who measures: the same id twice is charged once. */
  readonly id: string;
  /** When the call was admitted. */
  readonly occurredAt: Date;
  /** Who pays. */
  readonly ownerId: string;
  /** The API key, `null` for calls without one. */
  readonly keyId: string | null;
  /** `owner/name` of the model. */
  readonly model: string;
  readonly repoId: string;
  /** As it was at the start of the call. */
  readonly price: TokenPrice;
  readonly basis: UsageBasis;
  /** What was reserved for it in budgets; absent when none limits it. */
  readonly reservation?: Reservation | undefined;
}

/**
 * Writes usage, its daily sums and its bookings inside the caller's transaction, and counts it into budgets. Returns
 * the cost in nano-units of the events that were new; events that are already known change nothing and are not in the map.
 */
export async function recordUsage(ctx: Ctx, events: readonly UsageEvent[]): Promise<ReadonlyMap<string, bigint>> {
  if (events.length === 0) return new Map();
  const rated = ratedOf(ctx, events);
  const known = await insertUsageEvents(
    ctx.db,
    rated.map(({ price, reservation: _, charged: __, ...event }) => ({
      ...event,
      ...pricesOf(price),
      cachedInputTokens: event.cachedInputTokens ?? 0,
      transactionId: event.cost === 0n ? null : event.transactionId,
    })),
  );
  const fresh = rated.filter(({ id }) => known.has(id));
  if (fresh.length === 0) return new Map();

  await Promise.all([addUsageDaily(ctx.db, dailySums(fresh)), postSales(ctx, salesOf(fresh))]);
  for (const [currency, group] of grouped(fresh, ({ price }) => price.currency)) {
    await settleCharges(ctx, chargesOf(group), currency);
  }
  return new Map(fresh.map(({ id, cost }) => [id, cost]));
}

const pricesOf = ({ inputPriceId, outputPriceId, currency }: TokenPrice) => ({ inputPriceId, outputPriceId, currency });

/** With what it costs, the part of it that its payer owes, and the booking that it becomes a part of. */
type Rated = UsageEvent & { readonly cost: bigint; readonly charged: bigint; readonly transactionId: string };

function ratedOf(ctx: Ctx, events: readonly UsageEvent[]): Rated[] {
  const bookings = new Map<string, string>();
  return events.map((event) => {
    const cost = costOfTokens(event, event.price);
    const booking = bookingOf(event);
    const transactionId = bookings.get(booking) ?? ctx.id();
    bookings.set(booking, transactionId);
    return { ...event, cost, charged: chargedOf(cost, event.reservation), transactionId };
  });
}

/** There is one booking for each payer of a batch. */
const bookingOf = ({ ownerId, price }: UsageEvent) => `${ownerId} ${price.currency}`;

function dailySums(events: readonly Rated[]) {
  const groups = grouped(events, ({ ownerId, keyId, model, occurredAt, price }) =>
    JSON.stringify([ownerId, dayOf(occurredAt), keyId ?? KEYLESS, model, price.currency]),
  );
  const keys = [...groups.keys()].sort();
  return keys.map((key) => {
    const [ownerId, day, keyId, model, currency]: [string, string, string, string, string] = JSON.parse(key);
    const group = groups.get(key) ?? [];
    return {
      ...{ ownerId, day, keyId, model, currency },
      requests: group.length,
      inputTokens: sum(group.map(({ inputTokens }) => inputTokens)),
      outputTokens: sum(group.map(({ outputTokens }) => outputTokens)),
      cost: sumMoney(group),
    };
  });
}

/** The events themselves name the calls. */
const salesOf = (events: readonly Rated[]): Sale[] =>
  [...grouped(events, bookingOf).values()].flatMap((group) => {
    const cost = sumMoney(group);
    const loss = cost - group.reduce((total, { charged }) => total + charged, 0n);
    const [first] = group;
    if (!first || cost === 0n) return [];
    const { ownerId, price, transactionId: id } = first;
    const meta = { firstEvent: first.id, events: String(group.length) };
    return [{ id, kind: "usage", idem: `usage:${id}`, ownerId, currency: price.currency, cost, loss, meta }];
  });

function grouped(events: readonly Rated[], keyOf: (event: Rated) => string): ReadonlyMap<string, Rated[]> {
  const groups = new Map<string, Rated[]>();
  for (const event of events) groups.set(keyOf(event), [...(groups.get(keyOf(event)) ?? []), event]);
  return groups;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const sumMoney = (events: readonly Rated[]) => events.reduce((total, { cost }) => total + cost, 0n);
