import { authorizePlatform, requireStrongAuth } from "@/server/access";
import { getOwner } from "@/server/identity";
import { DomainError, defineCommand, parseMoney } from "@/server/kernel";
import { BalanceChange, TopUpWalletInput } from "../contract/funds";
import { askChange } from "./ask-change";

export const topUpWallet = defineCommand({
  name: "billing.topUpWallet",
  summary: "Put cash that was paid, or a gift, into an owner's wallet; a large one waits for a second person",
  http: { method: "POST", path: "/wallets/{owner}/top-ups", status: 201 },
  input: TopUpWalletInput,
  output: BalanceChange,
  async run(ctx, { id, owner: name, amount, kind, expiresAt, reason }) {
    await authorizePlatform(ctx, "platform.finance");
    requireStrongAuth(ctx);
    if (expiresAt !== undefined && kind !== "bonus")
      throw new DomainError("invalid", "Cash that was paid does not end");
    const until = expiresAt === undefined ? undefined : new Date(expiresAt);
    if (until && until <= ctx.now()) throw new DomainError("invalid", "The gift would have ended before it begins");
    const { id: ownerId } = await getOwner(ctx, name);
    const change = { id, ownerId, kind, amount: parseMoney(amount), currency: ctx.site.currency, reason };
    return askChange(ctx, until ? { ...change, expiresAt: until } : change);
  },
});
