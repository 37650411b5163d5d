import type { Ctx } from "@/server/kernel";
import { differencesOf } from "./differences";

/** Fails when the books are not even, so that its job is seen as failed; `billing.checkLedger` finds the rows. */
export async function assertEvenLedger(ctx: Ctx): Promise<void> {
  const uneven = (await differencesOf(ctx)).filter(({ different }) => different > 0);
  if (uneven.length === 0) return;
  const list = uneven.map(({ name, different, difference }) => `${name}: ${different} rows, ${difference} nano-units`);
  throw new Error(`The ledger is not even (${list.join("; ")})`);
}
