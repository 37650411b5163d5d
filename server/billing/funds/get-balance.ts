import { authorize } from "@/server/access";
import { getOwner } from "@/server/identity";
import { type Ctx, defineQuery, formatMoney } from "@/server/kernel";
import { accountResource } from "../account-resource";
import { Balance, GetBalanceInput } from "../contract/funds";
import { listPurses } from "../store/funds";
import { chargedSince } from "../store/statements";
import { availableOf, walletOf } from "../wallet";

const DAYS = 7;
const DAY_MS = 86_400_000;
const MOST_FUNDS = 100;
const LONGEST_DAYS = 36_500;

export const getBalance = defineQuery({
  name: "billing.getBalance",
  summary: "Show what an owner has, owes and can spend, and how long it lasts",
  http: { method: "GET", path: "/balance" },
  input: GetBalanceInput,
  output: Balance,
  async run(ctx: Ctx<"dueCharges">, input) {
    const owner = await getOwner(ctx, input.owner);
    await authorize(ctx, "billing.read", accountResource(owner.id));
    await ctx.live.dueCharges.settled(owner.id);
    const { currency } = ctx.site;
    const since = new Date(ctx.now().getTime() - DAYS * DAY_MS);
    const [wallet, purses, charged] = await Promise.all([
      walletOf(ctx, owner.id),
      listPurses(ctx.db, [owner.id]),
      chargedSince(ctx.db, { ownerId: owner.id, currency, since }),
    ]);
    const own = purses.filter(({ account }) => account.currency === currency);
    const cash = own.find(({ account }) => account.kind === "customer_cash");
    const available = availableOf(wallet);
    const perDay = charged / BigInt(DAYS);
    return {
      owner: owner.name,
      currency,
      cash: formatMoney(cash?.left ?? 0n),
      funds: own
        .flatMap(({ kind, left, expiresAt }) => (kind === null ? [] : [{ kind, left: formatMoney(left), expiresAt }]))
        .slice(0, MOST_FUNDS),
      owed: formatMoney(wallet.owed),
      limit: wallet.limit === null ? null : formatMoney(wallet.limit),
      available: available === null ? null : formatMoney(available),
      perDay: formatMoney(perDay),
      runwayDays: available === null ? null : runwayOf(available, perDay),
    };
  },
});

/** Whole days; `null` where nothing was spent, or it lasts longer than anybody lives. */
function runwayOf(available: bigint, perDay: bigint): number | null {
  if (available <= 0n) return 0;
  if (perDay <= 0n) return null;
  const days = available / perDay;
  return days > BigInt(LONGEST_DAYS) ? null : Number(days);
}
