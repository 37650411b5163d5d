import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { UserActor } from "@/server/kernel";
import { atomically } from "@/server/kernel";
import { SettingValues } from "@/server/settings/contract";
import { writeSettings } from "@/server/settings/store";
import { setupWorld } from "@/server/testing/world";
import { assertCanSpend } from "../assert-can-spend";
import { openScopes } from "../budgets/open-scopes";
import {
  AdjustWalletInput,
  CreateVoucherInput,
  GetBalanceInput,
  ListBalanceChangesInput,
  ListVouchersInput,
  RedeemVoucherInput,
  TopUpWalletInput,
} from "../contract/funds";
import { ensureDefaultPrices } from "../ensure-default-prices";
import { billingOperations } from "../operations";
import { postSales } from "../post-sales";

const {
  adjustWallet,
  confirmBalanceChange,
  createVoucher,
  getBalance,
  listBalanceChanges,
  listVouchers,
  redeemVoucher,
  refundCharge,
  refuseBalanceChange,
  revokeVoucher,
  setWalletLimit,
  topUpWallet,
} = billingOperations;
const world = setupWorld();
let finance: UserActor;
let second: UserActor;
beforeAll(async () => {
  await ensureDefaultPrices(world.system());
  await writeSettings(world.system(), 0, SettingValues.parse({ confirmMoneyAbove: 100 }));
  second = await world.user({ platformRoles: ["finance"] });
});

// Each with what one person may move in a day.
beforeEach(async () => {
  finance = await world.user({ platformRoles: ["finance"] });
});

const NANO = 1_000_000_000n;
const DAY_MS = 86_400_000;
const reason = "paid by transfer 17";

const topUp = (owner: UserActor, facts: Partial<z.infer<typeof TopUpWalletInput>> = {}, by = finance) =>
  topUpWallet.run(world.as(by), TopUpWalletInput.parse({ owner: owner.username, amount: "10", reason, ...facts }));

const adjust = (owner: UserActor, amount: string) =>
  adjustWallet.run(world.as(finance), AdjustWalletInput.parse({ owner: owner.username, amount, reason }));

/** Something that costs so many whole units. Returns the id of its booking. */
async function buy(owner: UserActor, cost: bigint, at = new Date()) {
  const ctx = world.as(owner, () => at);
  const id = ctx.id();
  const sale = { id, kind: "usage" as const, idem: `usage:${id}`, ownerId: owner.userId, currency: "USD", meta: {} };
  await atomically(ctx, (ctx) => postSales(ctx, [{ ...sale, cost: cost * NANO }]));
  return id;
}

const balanceOf = (owner: UserActor, at = new Date()) =>
  getBalance.run(
    world.as(owner, () => at),
    GetBalanceInput.parse({}),
  );

const voucher = (facts: Partial<z.infer<typeof CreateVoucherInput>> = {}) =>
  createVoucher.run(world.as(finance), CreateVoucherInput.parse({ amount: "5", ...facts }));

const redeem = (owner: UserActor, code: string) =>
  redeemVoucher.run(world.as(owner), RedeemVoucherInput.parse({ code }));

describe("money", () => {
  test("is spent in order: vouchers, gifts that end soonest, gifts, cash, credit", async () => {
    const ada = await world.user();
    const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
    await topUp(ada, { amount: "1" });
    await topUp(ada, { amount: "2", kind: "bonus" });
    await topUp(ada, { amount: "3", kind: "bonus", expiresAt: inDays(9) });
    await topUp(ada, { amount: "4", kind: "bonus", expiresAt: inDays(2) });
    await redeem(ada, (await voucher({ amount: "5" })).code);

    const left = async () => {
      const { cash, funds, owed } = await balanceOf(ada);
      return [...funds.map(({ left }) => left), cash, owed];
    };
    expect(await left()).toEqual(["5", "4", "3", "2", "1", "0"]);
    await buy(ada, 6n);
    expect(await left()).toEqual(["3", "3", "2", "1", "0"]);
    await buy(ada, 6n);
    expect(await left()).toEqual(["2", "1", "0"]);
    await buy(ada, 5n);
    expect(await left()).toEqual(["0", "2"]);
  });

  test("that is paid in pays what is owed first", async () => {
    const ada = await world.user();
    await buy(ada, 4n);
    await topUp(ada, { amount: "10" });
    expect(await balanceOf(ada)).toMatchObject({ cash: "6", owed: "0" });
  });

  test("and credit together are what an owner and their calls may spend; a top-up opens what was used up", async () => {
    const ada = await world.user();
    await setWalletLimit.run(world.as(finance), { owner: ada.username, limit: "1" });
    await topUp(ada, { amount: "2" });
    const wallet = { kind: "wallet", ref: ada.userId, ownerId: ada.userId } as const;
    const room = async () => {
      const [scope] = await openScopes(world.system(), [wallet], new Date());
      return (scope?.lim ?? 0n) - (scope?.spent ?? 0n);
    };
    expect([await room(), (await balanceOf(ada)).available]).toEqual([3n * NANO, "3"]);
    await adjust(ada, "-3");
    expect([await room(), (await balanceOf(ada)).available]).toEqual([0n, "0"]);
    await expect(assertCanSpend(world.system(), { ownerId: ada.userId })).rejects.toMatchObject({
      reason: "insufficient_quota",
    });
    await topUp(ada, { amount: "7" });
    expect([await room(), (await balanceOf(ada)).available]).toEqual([7n * NANO, "7"]);
    await assertCanSpend(world.system(), { ownerId: ada.userId });
  });

  test("that was charged is given back once, to where it came from", async () => {
    const ada = await world.user();
    await topUp(ada, { amount: "2", kind: "bonus" });
    const transactionId = await buy(ada, 5n);
    await topUp(ada, { amount: "3" });
    expect(await balanceOf(ada)).toMatchObject({ funds: [], cash: "0", owed: "0" });

    const again = () => refundCharge.run(world.as(finance), { transactionId, reason });
    expect(await again()).toMatchObject({ state: "booked", amount: "5", kind: "refund" });
    expect(await balanceOf(ada)).toMatchObject({ funds: [{ left: "2" }], cash: "3", owed: "0" });
    await expect(again()).rejects.toMatchObject({ code: "conflict" });
    expect(await balanceOf(ada)).toMatchObject({ cash: "3" });
  });

  test("that was charged is given back by the same change, however often it is sent", async () => {
    const ada = await world.user();
    const transactionId = await buy(ada, 5n);
    const id = world.system().id();
    const send = () => refundCharge.run(world.as(finance), { id, transactionId, reason });
    const first = await send();
    expect(await send()).toEqual(first);
    expect(await balanceOf(ada)).toMatchObject({ cash: "0", owed: "0" });
    const other = refundCharge.run(world.as(finance), { id: world.system().id(), transactionId, reason });
    await expect(other).rejects.toMatchObject({ code: "conflict" });
  });

  test("lasts so many days at the rate of the last seven", async () => {
    const ada = await world.user();
    await setWalletLimit.run(world.as(finance), { owner: ada.username, limit: "0" });
    await topUp(ada, { amount: "21" });
    expect(await balanceOf(ada)).toMatchObject({ perDay: "0", runwayDays: null });
    await buy(ada, 7n);
    expect(await balanceOf(ada)).toMatchObject({ perDay: "1", available: "14", runwayDays: 14 });
  });

  test("spent twenty times at once is spent once each, and never below nothing", async () => {
    const ada = await world.user();
    await topUp(ada, { amount: "10" });
    await Promise.all([...Array.from({ length: 20 }, () => buy(ada, 1n)), topUp(ada, { amount: "3" })]);
    expect(await balanceOf(ada)).toMatchObject({ cash: "0", owed: "7" });
  });
});

describe("a change of a balance", () => {
  test("that is asked for twenty times with one id is booked once; with another content it is refused", async () => {
    const ada = await world.user();
    const id = world.system().id();
    const answers = await Promise.all(Array.from({ length: 20 }, () => topUp(ada, { id })));
    expect(new Set(answers.map((answer) => `${answer.id} ${answer.state}`))).toEqual(new Set([`${id} booked`]));
    expect(await balanceOf(ada)).toMatchObject({ cash: "10" });
    await expect(topUp(ada, { id, amount: "11" })).rejects.toMatchObject({ code: "conflict" });
  });

  test("above the limit of the settings waits for a second person, who is not the first", async () => {
    const ada = await world.user();
    const { id, state } = await topUp(ada, { amount: "100.000000001" });
    expect([state, (await balanceOf(ada)).cash]).toEqual(["waiting", "0"]);
    await expect(confirmBalanceChange.run(world.as(finance), { id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(confirmBalanceChange.run(world.as(ada), { id })).rejects.toMatchObject({ code: "forbidden" });
    const waiting = ListBalanceChangesInput.parse({ state: "waiting" });
    expect((await listBalanceChanges.run(world.as(second), waiting)).items).toMatchObject([
      { id, owner: ada.username, askedBy: finance.username, decidedBy: null },
    ]);

    const confirm = () => confirmBalanceChange.run(world.as(second), { id });
    expect(await confirm()).toMatchObject({ state: "booked", decidedBy: second.username });
    await expect(confirm()).rejects.toMatchObject({ code: "conflict" });
    expect(await balanceOf(ada)).toMatchObject({ cash: "100.000000001" });
  });

  test("that waits can be refused and withdrawn, and then is not booked", async () => {
    const ada = await world.user();
    const { id } = await adjust(ada, "-100.5");
    expect(await refuseBalanceChange.run(world.as(finance), { id })).toMatchObject({ state: "refused" });
    await expect(confirmBalanceChange.run(world.as(second), { id })).rejects.toMatchObject({ code: "conflict" });
    expect(await balanceOf(ada)).toMatchObject({ owed: "0" });
  });

  test("is for those who look after money", async () => {
    const ada = await world.user();
    await expect(topUp(ada, {}, ada)).rejects.toMatchObject({ code: "forbidden" });
    await expect(adjust(ada, "0")).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("a voucher", () => {
  test("is worth no more in all its uses than one person may give alone", async () => {
    await expect(voucher({ maxUses: 21 })).rejects.toMatchObject({ code: "invalid" });
    expect(await voucher({ maxUses: 20 })).toMatchObject({ amount: "5", maxUses: 20 });
  });

  test("of five uses is redeemed by five of forty accounts that try at once", async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => world.user()));
    const { code, id } = await voucher({ maxUses: 5 });
    const answers = await Promise.allSettled(people.map((person) => redeem(person, code)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    const { items } = await listVouchers.run(world.as(finance), ListVouchersInput.parse({}));
    expect(items.find((item) => item.id === id)).toMatchObject({ used: 5, maxUses: 5, hint: code.slice(-5) });
    expect(JSON.stringify(items)).not.toContain(code);
  });

  test("is worth its amount once for an account, however it is typed", async () => {
    const ada = await world.user();
    const { code, id } = await voucher({ maxUses: 3 });
    expect(await redeem(ada, code.toLowerCase().replaceAll("-", " "))).toMatchObject({ amount: "5", expiresAt: null });
    await expect(redeem(ada, code)).rejects.toMatchObject({ code: "conflict" });
    const { items } = await listVouchers.run(world.as(finance), ListVouchersInput.parse({}));
    expect(items.find((item) => item.id === id)).toMatchObject({ used: 1 });
    expect(await balanceOf(ada)).toMatchObject({ funds: [{ kind: "voucher", left: "5", expiresAt: null }] });
  });

  test("that was ended, or is unknown, is worth nothing; guessing is slowed down", async () => {
    const ada = await world.user();
    const { code, id } = await voucher();
    await revokeVoucher.run(world.as(finance), { id });
    await expect(redeem(ada, code)).rejects.toMatchObject({ code: "invalid" });
    const guesses = await Promise.allSettled(Array.from({ length: 20 }, () => redeem(ada, "00000-00000-00000-00000")));
    const reasons = guesses.map((guess) => (guess.status === "rejected" ? guess.reason.reason : null));
    expect(reasons).toContain("too_many_attempts");
    expect(await balanceOf(ada)).toMatchObject({ funds: [] });
  });
});
