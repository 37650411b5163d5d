import { asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { pins } from "@/db/schema/hub/people";
import type { PinTarget } from "@/server/hub/contract/pin";
import type { Ctx } from "@/server/kernel";

/** In order. */
export const listPinRows = (db: Db, ownerId: string) =>
  db.select().from(pins).where(eq(pins.ownerId, ownerId)).orderBy(asc(pins.position));

/** In a transaction, one after the other: they take the place of those before. */
export async function replacePins(ctx: Ctx, ownerId: string, targets: readonly PinTarget[]): Promise<void> {
  await lockFor(ctx.db, "hub.pins", ownerId);
  await deletePinsOfOwner(ctx.db, ownerId);
  if (targets.length === 0) return;
  const rows = targets.map(({ kind, id }, position) => ({ ownerId, position, kind, targetId: id }));
  await ctx.db.insert(pins).values(rows.map((row) => ({ ...row, createdAt: ctx.now() })));
}

export async function deletePinsOfOwner(db: Db, ownerId: string): Promise<void> {
  await db.delete(pins).where(eq(pins.ownerId, ownerId));
}

/** It is gone for good. */
export async function deletePinsOfTarget(db: Db, targetId: string): Promise<void> {
  await db.delete(pins).where(eq(pins.targetId, targetId));
}
