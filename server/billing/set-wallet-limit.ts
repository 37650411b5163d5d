import { authorizePlatform, requireStrongAuth } from "@/server/access";
import { audit } from "@/server/audit";
import { getOwner } from "@/server/identity";
import { atomically, defineCommand, parseMoney } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { SetWalletLimitInput } from "./contract";
import { followWallet } from "./funds/follow-wallet";
import { lockWallets } from "./funds/lock-wallets";
import { putWallet } from "./store/wallets";

export const setWalletLimit = defineCommand({
  name: "billing.setWalletLimit",
  summary: "Limit what an owner may owe, or lift the limit",
  http: { method: "PUT", path: "/wallets/{owner}" },
  input: SetWalletLimitInput,
  output: Nothing,
  async run(ctx, { owner: name, limit }) {
    await authorizePlatform(ctx, "platform.finance");
    requireStrongAuth(ctx);
    const { id: ownerId } = await getOwner(ctx, name);
    const { currency } = ctx.site;
    return atomically(ctx, async (ctx) => {
      const creditLimit = limit === null ? null : parseMoney(limit);
      await lockWallets(ctx, [{ ownerId, currency }]);
      await putWallet(ctx.db, { ownerId, currency, creditLimit, updatedAt: ctx.now() });
      await followWallet(ctx, ownerId);
      await audit(ctx, "wallet.limited", { kind: "Wallet", id: ownerId, name, ownerId, details: { limit } });
      return {};
    });
  },
});
