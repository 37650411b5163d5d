import { type Ctx, formatMoney } from "@/server/kernel";
import { sumIntervals } from "./store/intervals";

interface Charged {
  /** Of time, however many replicas ran in it. */
  readonly minutes: number;
  /** Major units as decimal text. */
  readonly cost: string;
}

/** What the runs of an instance were charged so far, all together; asks nobody for a right. */
export async function chargedFor(ctx: Ctx, instanceId: string): Promise<Charged> {
  const { minutes, cost } = await sumIntervals(ctx.db, instanceId);
  return { minutes, cost: formatMoney(cost) };
}
