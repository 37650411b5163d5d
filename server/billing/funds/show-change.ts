import { findAccounts } from "@/server/identity";
import { type Ctx, formatMoney } from "@/server/kernel";
import type { BalanceChange } from "../contract/funds";
import type { BalanceChangeRow } from "../store/changes";

/** Changes with the names of who has to do with them. */
export async function showChanges(ctx: Ctx, rows: readonly BalanceChangeRow[]): Promise<BalanceChange[]> {
  const ids = rows.flatMap(({ ownerId, askedBy, decidedBy }) => [ownerId, askedBy, ...(decidedBy ? [decidedBy] : [])]);
  const accounts = await findAccounts(ctx.db, [...new Set(ids)]);
  const nameOf = (id: string | null) => (id === null ? null : (accounts.get(id)?.name ?? null));
  return rows.map(({ ownerId, askedBy, decidedBy, amount, ...row }) => ({
    ...row,
    owner: nameOf(ownerId),
    askedBy: nameOf(askedBy),
    decidedBy: nameOf(decidedBy),
    amount: formatMoney(amount),
  }));
}

export async function showChange(ctx: Ctx, row: BalanceChangeRow): Promise<BalanceChange> {
  const [change] = await showChanges(ctx, [row]);
  if (!change) throw new Error("one row is one change");
  return change;
}
