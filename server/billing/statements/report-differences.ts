import type { Ctx } from "@/server/kernel";
import { differencesOf } from "./differences";

/** Tells operators when the books are not even; they find the rows with `billing.checkLedger`. */
export async function reportDifferences(ctx: Ctx): Promise<void> {
  const uneven = (await differencesOf(ctx)).filter(({ different }) => different > 0);
  if (uneven.length === 0) return;
  const list = uneven.map(({ name, different, difference }) => `${name}: ${different} rows, ${difference} nano-units`);
  ctx.report(new Error(`The ledger is not even (${list.join("; ")})`));
}
