import { atomically, type Ctx } from "@/server/kernel";
import { lockWalletScope } from "../budgets/wallet-scope";
import { postTransactions } from "../post-transactions";
import { listEndedFunds } from "../store/funds";
import { balanceOf } from "../store/ledger";
import { roomOf, walletOf } from "../wallet";
import { followWallet } from "./follow-wallet";
import { lockWallets } from "./lock-wallets";
import { least } from "./purse";

const BATCH = 100;

/** Books what is left of funds that have ended: until then it can be spent. */
export async function expireFunds(ctx: Ctx, signal?: AbortSignal): Promise<void> {
  let after: string | undefined;
  do {
    const ended = await listEndedFunds(ctx.db, { at: ctx.now(), after, limit: BATCH });
    for (const fund of ended) {
      if (signal?.aborted) return;
      await atomically(ctx, (ctx) => expireFund(ctx, fund));
    }
    after = ended.length === BATCH ? ended.at(-1)?.fundId : undefined;
  } while (after !== undefined);
}

/** The same for one owner, in the caller's transaction, before something is decided by what they have. */
export async function expireFundsOf(ctx: Ctx, ownerId: string): Promise<void> {
  const ended = await listEndedFunds(ctx.db, { at: ctx.now(), ownerId, limit: BATCH });
  for (const fund of ended) await expireFund(ctx, fund);
}

type Ended = Awaited<ReturnType<typeof listEndedFunds>>[number];

async function expireFund(ctx: Ctx, { ownerId, currency, fundId }: Ended): Promise<void> {
  await lockWallets(ctx, [{ ownerId, currency }]);
  const account = { ownerId, kind: "customer_bonus" as const, currency, fundId };
  const balance = await balanceOf(ctx.db, account);
  const left = balance - (await promisedOf(ctx, { ownerId, currency, balance }));
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

interface Held {
  readonly ownerId: string;
  readonly currency: string;
  readonly balance: bigint;
}

/**
 * The part of a fund that calls were promised which run now, and that nothing else of the owner would pay for. It ends
 * once they are over: what a budget promised is never owed beyond the limit.
 */
async function promisedOf(ctx: Ctx, { ownerId, currency, balance }: Held): Promise<bigint> {
  if (currency !== ctx.site.currency) return 0n;
  const scope = await lockWalletScope(ctx, ownerId);
  const wallet = await walletOf(ctx, ownerId);
  const room = roomOf(wallet);
  if (!scope || room === null) return 0n;
  const others = room - balance - wallet.owed;
  const uncovered = others > 0n ? scope.leased - others : scope.leased;
  return uncovered > 0n ? least(balance, uncovered) : 0n;
}
