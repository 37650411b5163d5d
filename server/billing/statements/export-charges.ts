import { authorize } from "@/server/access";
import { getOwner } from "@/server/identity";
import { type Ctx, csvLine, defineStream, formatMoney } from "@/server/kernel";
import { accountResource } from "../account-resource";
import { ExportChargesInput } from "../contract/statements";
import { type Month, monthNamed } from "../month";
import { type Booking, type ChargeRow, listBookings, listCharged } from "../store/charged";

/** Bookings; each is of the calls that one process settled for a customer at once. */
const BATCH = 50;
const HEAD = ["bookedAt", "transaction", "kind", "id", "sku", "quantity", "amount", "currency"];

export const exportCharges = defineStream({
  name: "billing.exportCharges",
  summary: "Download every charge of a month, as CSV or as lines of JSON, in the order of their bookings",
  http: { method: "GET", path: "/charges/export" },
  input: ExportChargesInput,
  produces: "text/csv, application/jsonl",
  async run(ctx: Ctx<"dueCharges">, { owner: name, month, format }, { signal }) {
    const owner = await getOwner(ctx, name);
    await authorize(ctx, "billing.read", accountResource(owner.id));
    await ctx.live.dueCharges.settled(owner.id);
    const charges = readAll(ctx, { ownerId: owner.id, month: monthNamed(month), signal });
    const fileName = `charges-${owner.name}-${month}`;
    return format === "csv"
      ? {
          contentType: "text/csv; charset=utf-8; header=present",
          fileName: `${fileName}.csv`,
          body: toCsv(charges, ctx.site.currency),
        }
      : {
          contentType: "application/jsonl",
          fileName: `${fileName}.jsonl`,
          body: toLines(charges, ctx.site.currency),
        };
  },
});

interface Asked {
  readonly ownerId: string;
  readonly month: Month;
  readonly signal: AbortSignal;
}

async function* readAll(ctx: Ctx, { ownerId, month, signal }: Asked): AsyncIterable<ChargeRow> {
  const { currency } = ctx.site;
  let after: Booking | null = null;
  while (!signal.aborted) {
    const bookings: Booking[] = await listBookings(ctx.db, { ownerId, month, after, limit: BATCH });
    if (bookings.length > 0) yield* await listCharged(ctx.db, { ownerId, currency }, bookings);
    after = bookings.at(-1) ?? null;
    if (bookings.length < BATCH) return;
  }
}

async function* toLines(charges: AsyncIterable<ChargeRow>, currency: string) {
  for await (const { amount, ...charge } of charges) {
    yield `${JSON.stringify({ ...charge, amount: formatMoney(amount), currency })}\n`;
  }
}

async function* toCsv(charges: AsyncIterable<ChargeRow>, currency: string) {
  yield csvLine(HEAD);
  for await (const { bookedAt, transactionId, kind, id, sku, quantity, amount } of charges) {
    yield csvLine([bookedAt, transactionId, kind, id, sku, quantity, formatMoney(amount), currency]);
  }
}
