import { readFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { apiKeys } from "@/db/schema/gateway";
import { atomically, type Ctx } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { ensureDefaultPrices } from "../ensure-default-prices";
import { tokenPriceOf } from "../price-of";
import { recordUsage } from "../record-usage";
import { putWallet } from "../store/wallets";
import { openScopes } from "./open-scopes";

const world = setupWorld();
const MIGRATION = "db/migrations/0042_limits_become_budgets.sql";
const UNDO = new Error("what was tried is undone");

/** Runs the work and undoes everything it did. */
const tried = (work: (ctx: Ctx) => Promise<void>) =>
  atomically(world.system(), async (ctx) => {
    await work(ctx);
    throw UNDO;
  }).catch((error) => {
    if (error !== UNDO) throw error;
  });

async function migrate({ db }: Ctx) {
  const text = await readFile(MIGRATION, "utf8");
  for (const statement of text.split("--> statement-breakpoint")) await db.execute(sql.raw(statement));
}

async function used(ctx: Ctx, { ownerId, keyId, cost }: { ownerId: string; keyId: string; cost: number }) {
  const price = { ...(await tokenPriceOf(ctx, ctx.id(), ctx.now())), input: 1_000_000n };
  await recordUsage(ctx, [
    {
      ...{ id: ctx.id(), occurredAt: ctx.now(), ownerId, keyId, model: "ada/chat", repoId: ctx.id() },
      ...{ inputTokens: cost, outputTokens: 0, price, basis: "reported" },
    },
  ]);
}

test("limits of keys and accounts that were there before become budgets, with what was spent; twice is harmless", () =>
  tried(async (ctx) => {
    await ensureDefaultPrices(ctx);
    await ctx.db.execute(sql`alter table api_keys add column monthly_limit bigint`);
    await ctx.db.execute(sql`alter table api_keys add column currency char(3) default 'USD'`);
    const [ownerId, other, keyId, deleted, now] = [ctx.id(), ctx.id(), ctx.id(), ctx.id(), ctx.now()];
    for (const [id, deletedAt] of [[keyId, null] as const, [deleted, now] as const]) {
      const names = { ownerId, creatorId: ownerId, name: "old", prefix: "sk", secretHash: id };
      await ctx.db.insert(apiKeys).values({ id, ...names, deletedAt, createdAt: now, updatedAt: now });
    }
    await ctx.db.execute(sql`update api_keys set monthly_limit = 100 where name = 'old'`);
    await putWallet(ctx.db, { ownerId, currency: "USD", creditLimit: 20n, updatedAt: now });
    await putWallet(ctx.db, { ownerId: other, currency: "USD", creditLimit: 7n, updatedAt: now });
    await used(ctx, { ownerId, keyId, cost: 30 });

    await migrate(ctx);
    await used(ctx, { ownerId, keyId, cost: 5 });
    await migrate(ctx);

    const key = { kind: "key", ref: keyId, ownerId } as const;
    const wallets = [ownerId, other].map((id) => ({ kind: "wallet", ref: id, ownerId: id }) as const);
    expect(await openScopes(ctx, [key, ...wallets], now)).toMatchObject([
      { kind: "key", period: "month", mode: "hard", lim: 100n, spent: 35n },
      { ref: ownerId, period: "total", lim: 35n, limTarget: 20n, spent: 35n },
      { ref: other, lim: 7n, limTarget: null, spent: 0n },
    ]);
    expect(await openScopes(ctx, [{ ...key, ref: deleted }], now)).toEqual([]);
  }));
