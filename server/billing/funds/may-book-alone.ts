import { type Ctx, parseMoney } from "@/server/kernel";
import { readSettings } from "@/server/settings";

/** Whether one person may move this much (nano-units, of either sign) without a second one who confirms it. */
export async function mayBookAlone(ctx: Ctx, amount: bigint): Promise<boolean> {
  const { confirmMoneyAbove } = await readSettings(ctx.db);
  const most = parseMoney(String(confirmMoneyAbove));
  return -most <= amount && amount <= most;
}
