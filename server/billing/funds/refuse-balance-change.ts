import { authorizePlatform, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { BalanceChange, DecideBalanceChangeInput } from "../contract/funds";
import { decideChange, lockChange } from "../store/changes";
import { showChange } from "./show-change";

export const refuseBalanceChange = defineCommand({
  name: "billing.refuseBalanceChange",
  summary: "Refuse a change of a balance that waits, or withdraw one's own",
  http: { method: "POST", path: "/balance-changes/{id}/refuse" },
  input: DecideBalanceChangeInput,
  output: BalanceChange,
  async run(ctx, { id }) {
    await authorizePlatform(ctx, "platform.finance");
    const { userId } = personOf(ctx);
    return atomically(ctx, async (ctx) => {
      const row = await lockChange(ctx.db, id);
      if (row.state !== "waiting") throw new DomainError("conflict", "This change was decided before");
      const decidedBy = row.askedBy === userId ? null : userId;
      const decision = { state: "refused" as const, decidedBy, updatedAt: ctx.now() };
      await decideChange(ctx.db, id, decision);
      const change = await showChange(ctx, { ...row, ...decision });
      const { ownerId } = row;
      const details = { kind: row.kind, amount: change.amount, changeId: id };
      await audit(ctx, "wallet.changeRefused", {
        ...{ kind: "Wallet", id: ownerId, name: change.owner ?? ownerId, ownerId, details },
      });
      return change;
    });
  },
});
