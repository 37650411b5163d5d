import { and, count, eq, gt, isNull, lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { deviceLogins } from "@/db/schema/identity";
import { type Ctx, newRow } from "@/server/kernel";
import { hashOf } from "../secret";

export type DeviceLoginRow = typeof deviceLogins.$inferSelect;

type NewLogin = Pick<DeviceLoginRow, "clientId" | "scopes" | "device" | "address" | "intervalSeconds" | "expiresAt"> & {
  readonly deviceCode: string;
  readonly userCode: string;
};

/** `false` when the user code is taken. */
export async function insertDeviceLogin(ctx: Ctx, { deviceCode, userCode, ...values }: NewLogin): Promise<boolean> {
  const rows = await ctx.db
    .insert(deviceLogins)
    .values({ ...newRow(ctx), ...values, deviceCodeHash: hashOf(deviceCode), userCodeHash: hashOf(userCode) })
    .onConflictDoNothing()
    .returning({ id: deviceLogins.id });
  return rows.length > 0;
}

/** How many from there nobody has answered yet. */
export async function countWaiting(db: Db, { address, now }: { address: string; now: Date }): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(deviceLogins)
    .where(and(eq(deviceLogins.address, address), isWaiting(now)));
  return row?.waiting ?? 0;
}

const isWaiting = (now: Date) =>
  and(isNull(deviceLogins.approvedAt), isNull(deviceLogins.deniedAt), gt(deviceLogins.expiresAt, now));

/** `null` for a code that nobody made, that was answered, or that is over. */
export async function findWaiting(db: Db, userCode: string, now: Date): Promise<DeviceLoginRow | null> {
  const [row] = await db
    .select()
    .from(deviceLogins)
    .where(and(eq(deviceLogins.userCodeHash, hashOf(userCode)), isWaiting(now)));
  return row ?? null;
}

type Answer = Pick<DeviceLoginRow, "userId"> & Partial<Pick<DeviceLoginRow, "role" | "approvedAt" | "deniedAt">>;

/** Of two answers to one code exactly one gets the row, the other `null`. */
export async function answerWaiting(ctx: Ctx, userCode: string, answer: Answer): Promise<DeviceLoginRow | null> {
  const now = ctx.now();
  const [row] = await ctx.db
    .update(deviceLogins)
    .set({ ...answer, updatedAt: now })
    .where(and(eq(deviceLogins.userCodeHash, hashOf(userCode)), isWaiting(now)))
    .returning();
  return row ?? null;
}

/** Locked, so that two questions with one code come one after the other. */
export async function lockDeviceLogin(db: Db, deviceCode: string): Promise<DeviceLoginRow | null> {
  const [row] = await db
    .select()
    .from(deviceLogins)
    .where(eq(deviceLogins.deviceCodeHash, hashOf(deviceCode)))
    .for("update");
  return row ?? null;
}

type Change = Partial<Pick<DeviceLoginRow, "askedAt" | "intervalSeconds" | "takenAt">>;

export async function updateDeviceLogin(ctx: Ctx, id: string, change: Change): Promise<void> {
  await ctx.db
    .update(deviceLogins)
    .set({ ...change, updatedAt: ctx.now() })
    .where(eq(deviceLogins.id, id));
}

export async function deleteDeviceLoginsOf(db: Db, userId: string): Promise<void> {
  await db.delete(deviceLogins).where(eq(deviceLogins.userId, userId));
}

/** A program that asks about a code of yesterday is told that it does not exist. */
export async function deleteOldDeviceLogins(db: Db, now: Date): Promise<void> {
  await db.delete(deviceLogins).where(lt(deviceLogins.expiresAt, new Date(now.getTime() - 24 * 60 * 60_000)));
}
