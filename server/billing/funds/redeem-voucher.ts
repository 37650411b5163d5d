import { authorize, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { admitAttempt, getOwner, hashOf } from "@/server/identity";
import { atomically, type Ctx, DomainError, defineCommand, formatMoney } from "@/server/kernel";
import { accountResource } from "../account-resource";
import { Redeemed, RedeemVoucherInput } from "../contract/funds";
import { postTransactions } from "../post-transactions";
import { insertFund } from "../store/funds";
import { insertUse, takeUse, type VoucherRow } from "../store/vouchers";
import { followWallet } from "./follow-wallet";
import { lockWallets } from "./lock-wallets";
import { plainCode } from "./voucher-code";

const DAY_MS = 86_400_000;
const FREE_ATTEMPTS = 10;

export const redeemVoucher = defineCommand({
  name: "billing.redeemVoucher",
  summary: "Redeem a voucher code for an account",
  http: { method: "POST", path: "/vouchers/redeem" },
  input: RedeemVoucherInput,
  output: Redeemed,
  keepsFailures: true,
  async run(ctx, { owner: name, code }) {
    const owner = await getOwner(ctx, name);
    await authorize(ctx, "billing.manage", accountResource(owner.id));
    const { userId } = personOf(ctx);
    await admitAttempt(ctx, { key: `voucher ${userId}`, free: FREE_ATTEMPTS, what: "voucher codes" });
    return atomically(ctx, async (ctx) => {
      const now = ctx.now();
      await lockWallets(ctx, [{ ownerId: owner.id, currency: ctx.site.currency }]);
      const voucher = await takeUse(ctx.db, { codeHash: hashOf(plainCode(code)), at: now });
      if (!voucher) throw new DomainError("invalid", "This code is wrong, has ended or was used up");
      const isNew = await insertUse(ctx.db, { voucherId: voucher.id, ownerId: owner.id, userId, usedAt: now });
      if (!isNew) throw new DomainError("conflict", "This account redeemed this code before");
      const expiresAt = await bookVoucher(ctx, voucher, owner.id);
      const amount = formatMoney(voucher.amount);
      await audit(ctx, "voucher.redeemed", {
        ...{ kind: "Voucher", id: voucher.id, name: voucher.hint, ownerId: owner.id, details: { amount } },
      });
      return { amount, currency: voucher.currency, expiresAt };
    });
  },
});

/** Returns when the money ends. */
async function bookVoucher(ctx: Ctx, voucher: VoucherRow, ownerId: string): Promise<Date | null> {
  const { currency, amount, validDays } = voucher;
  const createdAt = ctx.now();
  const expiresAt = validDays === null ? null : new Date(createdAt.getTime() + validDays * DAY_MS);
  const fundId = ctx.id();
  await insertFund(ctx.db, { id: fundId, ownerId, kind: "voucher", currency, expiresAt, createdAt });
  await postTransactions(ctx, [
    {
      kind: "voucher",
      idem: `voucher:${voucher.id}:${ownerId}`,
      meta: { voucherId: voucher.id, reason: voucher.hint },
      entries: [
        { account: { ownerId: null, kind: "promo_expense", currency }, amount: -amount },
        { account: { ownerId, kind: "customer_bonus", currency, fundId }, amount },
      ],
    },
  ]);
  await followWallet(ctx, ownerId);
  return expiresAt;
}
