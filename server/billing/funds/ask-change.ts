import { authorizePlatform, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import type { BalanceChange } from "../contract/funds";
import { type BalanceChangeRow, insertChange, lockChange } from "../store/changes";
import { refuseReversed } from "../store/refunds";
import { bookChange } from "./book-change";
import { mayBookAlone } from "./may-book-alone";
import { showChange } from "./show-change";

interface Asked extends Pick<BalanceChangeRow, "ownerId" | "kind" | "amount" | "currency" | "reason"> {
  readonly id: string | undefined;
  readonly expiresAt?: Date;
  readonly reverses?: string;
}

/**
 * Books a change of somebody's balance for an administrator, or keeps it for a second person where it is more, with all
 * of the last day, than the settings allow one alone. The same id with the same content is the same change; with another it is a `conflict`.
 */
export async function askChange(ctx: Ctx, { id = ctx.id(), ...asked }: Asked): Promise<BalanceChange> {
  await authorizePlatform(ctx, "platform.finance");
  if (asked.amount === 0n) throw new DomainError("invalid", "The amount is zero");
  const { userId } = personOf(ctx);
  const now = ctx.now();
  return atomically(ctx, async (ctx) => {
    const isSmall = await mayBookAlone(ctx, { userId, amount: asked.amount });
    const row: BalanceChangeRow = {
      ...{ id, expiresAt: null, reverses: null, ...asked, state: isSmall ? "booked" : "waiting" },
      ...{ askedBy: userId, decidedBy: null, createdAt: now, updatedAt: now },
    };
    if (!(await insertChange(ctx.db, row))) return showChange(ctx, await sameChange(ctx, row));
    if (row.reverses !== null) await refuseReversed(ctx.db, row.reverses);
    if (row.state === "booked") await bookChange(ctx, row);
    const change = await showChange(ctx, row);
    const { owner, amount, state } = change;
    const details = { kind: row.kind, amount, state, reason: row.reason, changeId: id };
    await audit(ctx, "wallet.changed", {
      ...{ kind: "Wallet", id: row.ownerId, name: owner ?? row.ownerId, ownerId: row.ownerId, details },
    });
    return change;
  });
}

async function sameChange(ctx: Ctx, wanted: BalanceChangeRow): Promise<BalanceChangeRow> {
  const known = await lockChange(ctx.db, wanted.id);
  const contentOf = ({ ownerId, kind, amount, reason, expiresAt, reverses, askedBy }: BalanceChangeRow) =>
    JSON.stringify([ownerId, kind, String(amount), reason, expiresAt, reverses, askedBy]);
  if (contentOf(known) === contentOf(wanted)) return known;
  throw new DomainError("conflict", "This id belongs to another change");
}
