import { and, count, desc, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { invitations, passwordResets } from "@/db/schema/identity";
import { type Ctx, newRow, notFound, type Slice } from "@/server/kernel";
import { hashOf } from "../secret";

export type InvitationRow = typeof invitations.$inferSelect;

type NewInvitation = Pick<InvitationRow, "organizationId" | "email" | "role" | "inviterId" | "expiresAt"> & {
  readonly code: string;
};

export async function insertInvitation(ctx: Ctx, { code, ...values }: NewInvitation): Promise<InvitationRow> {
  const [row] = await ctx.db
    .insert(invitations)
    .values({ ...newRow(ctx), ...values, codeHash: hashOf(code) })
    .returning();
  if (!row) throw new Error("insert into invitations returned no row");
  return row;
}

/** Also counts those that were used or revoked. */
export async function countMailedInvitations(
  db: Db,
  { inviterId, after }: { readonly inviterId: string; readonly after: Date },
): Promise<number> {
  const { createdAt, email } = invitations;
  const [row] = await db
    .select({ count: count() })
    .from(invitations)
    .where(and(eq(invitations.inviterId, inviterId), gt(createdAt, after), isNotNull(email)));
  return row?.count ?? 0;
}

const isOpen = (now: Date) =>
  and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now));

/** Also finds one that was used, revoked or is too old; `null` for a code that was never made. */
export async function findInvitation(db: Db, code: string): Promise<InvitationRow | null> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(eq(invitations.codeHash, hashOf(code)));
  return row ?? null;
}

/** `null` for a code that was never made, was used or revoked, or is too old. */
export async function findOpenInvitation(db: Db, code: string, now: Date): Promise<InvitationRow | null> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(and(eq(invitations.codeHash, hashOf(code)), isOpen(now)));
  return row ?? null;
}

/** Of parallel calls with one code exactly one gets the row, the others `null`. */
export async function takeInvitation(db: Db, code: string, now: Date): Promise<InvitationRow | null> {
  const [row] = await db
    .update(invitations)
    .set({ acceptedAt: now, updatedAt: now })
    .where(and(eq(invitations.codeHash, hashOf(code)), isOpen(now)))
    .returning();
  return row ?? null;
}

interface Asked extends Slice {
  readonly now: Date;
}

/** Open ones, newest first. */
export async function listOpenInvitations(db: Db, organizationId: string, { after, limit, now }: Asked) {
  const { createdAt, id } = invitations;
  const from = after ? sql`(${createdAt}, ${id}) < (${after.sort}::timestamptz, ${after.id}::uuid)` : undefined;
  return db
    .select()
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), isOpen(now), from))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}

interface Place {
  readonly organizationId: string;
  readonly id: string;
}

export async function revokeOpenInvitation(db: Db, { organizationId, id }: Place, now: Date): Promise<InvitationRow> {
  const [row] = await db
    .update(invitations)
    .set({ revokedAt: now, updatedAt: now })
    .where(and(eq(invitations.id, id), eq(invitations.organizationId, organizationId), isOpen(now)))
    .returning();
  if (!row) throw notFound("Invitation", id);
  return row;
}

interface NewReset {
  readonly userId: string;
  readonly code: string;
  readonly expiresAt: Date;
}

/** The newest link is the only one that works. */
export async function insertPasswordReset(ctx: Ctx, { code, ...values }: NewReset): Promise<void> {
  await ctx.db
    .delete(passwordResets)
    .where(or(eq(passwordResets.userId, values.userId), sql`${passwordResets.expiresAt} < ${ctx.now().toISOString()}`));
  await ctx.db.insert(passwordResets).values({ ...newRow(ctx), ...values, codeHash: hashOf(code) });
}

/** Links that nobody has used yet stop working. */
export async function deletePasswordResetsOf(db: Db, userId: string): Promise<void> {
  await db.delete(passwordResets).where(eq(passwordResets.userId, userId));
}

const isUsable = (code: string, now: Date) =>
  and(eq(passwordResets.codeHash, hashOf(code)), isNull(passwordResets.usedAt), gt(passwordResets.expiresAt, now));

/** `null` for a code that was never made, was used or is too old. */
export async function findPasswordReset(db: Db, code: string, now: Date) {
  const [row] = await db.select().from(passwordResets).where(isUsable(code, now));
  return row ?? null;
}

interface Taken {
  readonly userId: string;
}

/** The person whose password may be set; of parallel calls with one code exactly one gets it. */
export async function takePasswordReset(db: Db, code: string, now: Date): Promise<Taken | null> {
  const [row] = await db
    .update(passwordResets)
    .set({ usedAt: now, updatedAt: now })
    .where(isUsable(code, now))
    .returning();
  return row ?? null;
}
