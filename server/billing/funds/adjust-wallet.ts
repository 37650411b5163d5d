import { authorizePlatform, requireStrongAuth } from "@/server/access";
import { getOwner } from "@/server/identity";
import { defineCommand, parseMoney } from "@/server/kernel";
import { AdjustWalletInput, BalanceChange } from "../contract/funds";
import { askChange } from "./ask-change";

export const adjustWallet = defineCommand({
  name: "billing.adjustWallet",
  summary: "Set an owner's balance right, up or down; a large change waits for a second person",
  http: { method: "POST", path: "/wallets/{owner}/adjustments", status: 201 },
  input: AdjustWalletInput,
  output: BalanceChange,
  async run(ctx, { id, owner: name, amount, reason }) {
    await authorizePlatform(ctx, "platform.finance");
    requireStrongAuth(ctx);
    const { id: ownerId } = await getOwner(ctx, name);
    const { currency } = ctx.site;
    return askChange(ctx, { id, ownerId, kind: "adjustment", amount: parseMoney(amount), currency, reason });
  },
});
