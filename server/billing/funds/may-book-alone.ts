import { type Ctx, parseMoney } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { lockBooker, sumBookedAlone } from "../store/booked-alone";

const DAY_MS = 86_400_000;

interface Asked {
  readonly userId: string;
  /** Nano-units of either sign. */
  readonly amount: bigint;
}

/**
 * Whether one person may move this much without a second one who confirms it: it counts together with what the same
 * person moved or gave alone within a day, taken away or put in. Call it in the transaction that books: two at once
 * wait for each other.
 */
export async function mayBookAlone(ctx: Ctx, { userId, amount }: Asked): Promise<boolean> {
  await lockBooker(ctx.db, userId);
  const { confirmMoneyAbove } = await readSettings(ctx.db);
  const since = new Date(ctx.now().getTime() - DAY_MS);
  const before = await sumBookedAlone(ctx.db, { userId, currency: ctx.site.currency, since });
  return before + (amount < 0n ? -amount : amount) <= parseMoney(String(confirmMoneyAbove));
}
