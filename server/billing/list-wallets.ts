import { authorizePlatform } from "@/server/access";
import { findAccounts } from "@/server/identity";
import { defineQuery, formatMoney, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { ListWalletsInput, Wallet } from "./contract";
import { listWalletRows } from "./store/wallets";

export const listWallets = defineQuery({
  name: "billing.listWallets",
  summary: "List who owes or has a limit, those who owe most first",
  http: { method: "GET", path: "/wallets" },
  input: ListWalletsInput,
  output: pageOf(Wallet),
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.prices");
    const { currency } = ctx.site;
    const { items, nextCursor } = await page(ctx, input, {
      list: "billing.listWallets",
      read: (after, limit) => listWalletRows(ctx.db, { currency, after, limit }),
      keyOf: ({ ownerId, owed }) => ({ id: ownerId, sort: String(owed) }),
    });
    const owners = await findAccounts(
      ctx.db,
      items.map(({ ownerId }) => ownerId),
    );
    return {
      items: items.map(({ ownerId, owed, limit }) => ({
        owner: owners.get(ownerId)?.name ?? null,
        owed: formatMoney(owed),
        limit: limit === null ? null : formatMoney(limit),
        currency,
      })),
      nextCursor,
    };
  },
});
