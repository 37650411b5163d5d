import { atomically, type Ctx } from "@/server/kernel";
import { lockWallets } from "../post-sales";
import { postTransactions } from "../post-transactions";
import { listEndedFunds } from "../store/funds";
import { balanceOf } from "../store/ledger";
import { followWallet } from "./follow-wallet";

const BATCH = 100;

/** Books what is left of funds that have ended; it was not spendable since they did. */
export async function expireFunds(ctx: Ctx): Promise<void> {
  let ended: Ended[];
  do {
    ended = await listEndedFunds(ctx.db, ctx.now(), BATCH);
    for (const fund of ended) await atomically(ctx, (ctx) => expireFund(ctx, fund));
  } while (ended.length === BATCH);
}

type Ended = Awaited<ReturnType<typeof listEndedFunds>>[number];

async function expireFund(ctx: Ctx, { ownerId, currency, fundId }: Ended): Promise<void> {
  await lockWallets(ctx, [{ ownerId, currency }]);
  const account = { ownerId, kind: "customer_bonus" as const, currency, fundId };
  const left = await balanceOf(ctx.db, account);
  if (left <= 0n) return;
  await postTransactions(ctx, [
    {
      ...{ kind: "expiry", idem: `expiry:${ctx.id()}`, meta: { fundId } },
      entries: [
        { account, amount: -left },
        { account: { ownerId: null, kind: "breakage", currency }, amount: left },
      ],
    },
  ]);
  await followWallet(ctx, ownerId);
}
