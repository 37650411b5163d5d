import { beforeAll, describe, expect, test } from "vitest";
import { atomically, type UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { assertCanSpend } from "../assert-can-spend";
import type { Reservation } from "../budgets/reservation";
import { closeLease, grantLease, openLease } from "../budgets/store/leases";
import { lockWalletScope } from "../budgets/wallet-scope";
import { TopUpWalletInput } from "../contract/funds";
import { ensureDefaultPrices } from "../ensure-default-prices";
import { billingOperations } from "../operations";
import { tokenPriceOf } from "../price-of";
import { recordUsage } from "../record-usage";
import { availableOf, walletOf } from "../wallet";
import { expireFunds } from "./expire-funds";

const { setWalletLimit, topUpWallet } = billingOperations;
const world = setupWorld();
const NANO = 1_000_000_000n;
const DAY_MS = 86_400_000;
/** Tokens that cost one whole unit at the first price. */
const UNIT_TOKENS = 2_500_000;
const later = () => new Date(Date.now() + 2 * DAY_MS);
let finance: UserActor;
beforeAll(async () => {
  await ensureDefaultPrices(world.system());
  finance = await world.user({ platformRoles: ["finance"] });
});

/** Somebody without credit who was given four units that end tomorrow. */
async function guest(): Promise<UserActor> {
  const ada = await world.user();
  await setWalletLimit.run(world.as(finance), { owner: ada.username, limit: "0" });
  const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
  const gift = { owner: ada.username, amount: "4", kind: "bonus", expiresAt, reason: "a test" };
  await topUpWallet.run(world.as(finance), TopUpWalletInput.parse(gift));
  return ada;
}

async function spend({ userId }: UserActor, units: number, reservation?: Reservation): Promise<void> {
  const ctx = world.as(finance, later);
  const event = {
    ...{ id: ctx.id(), occurredAt: ctx.now(), ownerId: userId, keyId: null, model: "lab/m", repoId: ctx.id() },
    ...{ inputTokens: 0, outputTokens: units * UNIT_TOKENS, basis: "reported" as const, reservation },
    price: await tokenPriceOf(ctx, "", ctx.now()),
  };
  await atomically(ctx, (ctx) => recordUsage(ctx, [event]));
}

/** What the ledger says can be spent, what the budget does, and what is owed; in whole units. */
async function seen({ userId }: UserActor) {
  const ctx = world.as(finance, later);
  const scope = await lockWalletScope(ctx, userId);
  const wallet = await walletOf(ctx, userId);
  const room = scope ? (scope.limTarget ?? scope.lim) - scope.spent : 0n;
  return [availableOf(wallet) ?? -1n, room, wallet.owed].map((amount) => Number(amount / NANO));
}

async function lease({ userId }: UserActor, units: bigint): Promise<string> {
  const ctx = world.system();
  const scope = await lockWalletScope(ctx, userId);
  const id = ctx.id();
  await openLease(ctx.db, { id, scopeId: scope?.id ?? 0, node: ctx.id() });
  const amount = units * NANO;
  expect(await grantLease(ctx.db, { leaseId: id, need: amount, want: amount, divisor: 1 })).toBe(amount);
  return id;
}

const expire = (signal?: AbortSignal) => expireFunds(world.as(finance, later), signal);

describe("a gift that has ended", () => {
  test("is spent until its end is booked: what pays and what the budget sees are the same", async () => {
    const ada = await guest();
    expect(await seen(ada)).toEqual([4, 4, 0]);
    await spend(ada, 1);
    expect(await seen(ada)).toEqual([3, 3, 0]);
    await expire();
    expect(await seen(ada)).toEqual([0, 0, 0]);
  });

  test("pays for the calls that it was promised to, and for nothing that comes after them", async () => {
    const ada = await guest();
    const id = await lease(ada, 3n);
    await expire();
    expect(await seen(ada)).toEqual([3, 3, 0]);
    const next = { leaseId: id, need: 1n, want: NANO, divisor: 1 };
    expect(await grantLease(world.system().db, next)).toBe(0n);
    await spend(ada, 3, { bound: 3n * NANO, leases: [id], coversWallet: true, softScopes: [] });
    expect(await seen(ada)).toEqual([0, 0, 0]);
  });

  test("ends altogether once the calls that it was promised to are over", async () => {
    const ada = await guest();
    const id = await lease(ada, 3n);
    await expire();
    await closeLease(world.system().db, id);
    await expire();
    expect(await seen(ada)).toEqual([0, 0, 0]);
  });

  test("starts nothing that is new, before its end is booked", async () => {
    const { userId: ownerId } = await guest();
    await assertCanSpend(world.system(), { ownerId });
    await expect(assertCanSpend(world.as(finance, later), { ownerId })).rejects.toMatchObject({
      ...{ reason: "insufficient_quota", message: "There is no balance left: top up" },
    });
  });

  test("is not booked by a job that was told to stop", async () => {
    const ada = await guest();
    await expire(AbortSignal.abort());
    expect(await seen(ada)).toEqual([4, 4, 0]);
    await expire();
    expect(await seen(ada)).toEqual([0, 0, 0]);
  });
});
