import { authorizePlatform, personOf, requireStrongAuth } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { BalanceChange, DecideBalanceChangeInput } from "../contract/funds";
import { decideChange, lockChange } from "../store/changes";
import { bookChange } from "./book-change";
import { showChange } from "./show-change";

export const confirmBalanceChange = defineCommand({
  name: "billing.confirmBalanceChange",
  summary: "Confirm a change of a balance that somebody else asked for, and book it",
  http: { method: "POST", path: "/balance-changes/{id}/confirm" },
  input: DecideBalanceChangeInput,
  output: BalanceChange,
  async run(ctx, { id }) {
    await authorizePlatform(ctx, "platform.finance");
    requireStrongAuth(ctx);
    const { userId } = personOf(ctx);
    return atomically(ctx, async (ctx) => {
      const row = await lockChange(ctx.db, id);
      if (row.state !== "waiting") throw new DomainError("conflict", "This change was decided before");
      if (row.askedBy === userId) throw new DomainError("forbidden", "A second person confirms what you asked for");
      const decision = { state: "booked" as const, decidedBy: userId, updatedAt: ctx.now() };
      await bookChange(ctx, row);
      await decideChange(ctx.db, id, decision);
      const change = await showChange(ctx, { ...row, ...decision });
      const { ownerId } = row;
      const details = { kind: row.kind, amount: change.amount, changeId: id, askedBy: row.askedBy };
      await audit(ctx, "wallet.changeConfirmed", {
        ...{ kind: "Wallet", id: ownerId, name: change.owner ?? ownerId, ownerId, details },
      });
      return change;
    });
  },
});
