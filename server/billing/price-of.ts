import { type Ctx, DomainError } from "@/server/kernel";
import type { Meter, Sku } from "./contract";
import type { TokenRates } from "./cost";
import { listPricesInForce, type PriceRow } from "./store/prices";

/** The prices of one model at one moment; kept by a call from its start to its end. */
export interface TokenPrice extends TokenRates {
  readonly inputPriceId: string;
  readonly outputPriceId: string;
  readonly currency: string;
}

/**
 * What a million tokens of a model cost at a moment, in nano-units: the model's own price, or the one for every model.
 * Throws `unavailable` when nobody has set a price.
 */
export async function tokenPriceOf(ctx: Ctx, repoId: string, at: Date): Promise<TokenPrice> {
  const { currency } = ctx.site;
  const rows = await listPricesInForce(ctx.db, {
    meters: ["llm.input", "llm.output"],
    targets: [repoId, ""],
    currency,
    at,
  });
  const input = pick(rows, "llm.input", repoId);
  const output = pick(rows, "llm.output", repoId);
  return { inputPriceId: input.id, input: input.amount, outputPriceId: output.id, output: output.amount, currency };
}

/** The price of a replica-hour of an instance type. Throws `unavailable` when nobody has set one. */
export async function timePriceOf(ctx: Ctx, sku: Sku, at: Date): Promise<PriceRow> {
  const { currency } = ctx.site;
  const rows = await listPricesInForce(ctx.db, { meters: ["compute.time"], targets: [sku, ""], currency, at });
  return pick(rows, "compute.time", sku);
}

function pick(rows: readonly PriceRow[], meter: Meter, target: string): PriceRow {
  const candidates = rows.filter((row) => row.meter === meter);
  const price = candidates.find((row) => row.target === target) ?? candidates.find((row) => row.target === "");
  if (price) return price;
  throw new DomainError("unavailable", `There is no price for ${meter} yet; an administrator sets it`, {
    reason: "no_price",
  });
}
