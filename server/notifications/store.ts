import { and, count, desc, eq, gt, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { notificationPreferences, notifications } from "@/db/schema/notifications";
import { listFilter } from "@/server/access";
import { findReadableRepoById } from "@/server/hub";
import { type Actor, atomically, type Ctx, enqueue, newRow, type Slice } from "@/server/kernel";
import { type Channels, USUAL_CHANNELS } from "./channels";
import { Notification, type NotificationKind } from "./contract";
import { mailNews, Note } from "./jobs";

/** What happens within five minutes comes in one mail. */
const MAIL_EVERY_MS = 5 * 60_000;
const TEN_MINUTES_MS = 10 * 60_000;
const KEPT_MS = 90 * 24 * 60 * 60_000;

/** Twice the same within ten minutes is said once, so that a job may run again. */
export async function insertNotifications(
  ctx: Ctx,
  userIds: readonly string[],
  input: z.input<typeof Note>,
): Promise<void> {
  const note = Note.parse(input);
  const { resource } = note;
  if (userIds.length === 0) return;
  if (resource?.permission !== null) return insertRows(ctx, userIds, note);
  await atomically(ctx, async (ctx) => {
    // Whoever closes the news of a repository waits for this, and this sees what it was closed by.
    await lockNews(ctx.db, resource.id);
    const repo = await findReadableRepoById(ctx, resource.id);
    const isOpen = repo !== null && repo.visibility !== "private";
    await insertRows(ctx, userIds, { ...note, resource: { ...resource, permission: isOpen ? null : "repo.read" } });
  });
}

/** Until the transaction ends nobody else opens, closes or writes news of this repository that everybody may see. */
export const lockNews = (db: Db, repoId: string) => lockFor(db, "notifications.news", repoId);

async function insertRows(ctx: Ctx, userIds: readonly string[], input: z.output<typeof Note>): Promise<void> {
  const { resource, path = null, ...note } = input;
  const recently = new Date(ctx.now().getTime() - TEN_MINUTES_MS);
  const told = await ctx.db
    .select({ userId: notifications.userId })
    .from(notifications)
    .where(
      and(
        inArray(notifications.userId, [...userIds]),
        eq(notifications.kind, note.kind),
        eq(notifications.params, note.params),
        path === null ? isNull(notifications.path) : eq(notifications.path, path),
        gt(notifications.createdAt, recently),
      ),
    );
  const already = new Set(told.map(({ userId }) => userId));
  const about = { permission: resource?.permission, resourceId: resource?.id, resourceOwnerId: resource?.ownerId };
  const chosen = await channelsOf(ctx.db, userIds);
  const rows = [...new Set(userIds)]
    .filter((userId) => !already.has(userId))
    .map((userId) => ({ userId, channel: chosen.get(userId)?.[note.kind] ?? USUAL_CHANNELS[note.kind] }))
    .filter(({ channel }) => channel !== "off")
    .map(({ userId, channel }) => ({ ...newRow(ctx), ...note, ...about, path, userId, isToMail: channel === "mail" }));
  if (rows.length === 0) return;
  await ctx.db.insert(notifications).values(rows);
  const delayMs = MAIL_EVERY_MS - (ctx.now().getTime() % MAIL_EVERY_MS);
  const mailed = rows.filter(({ isToMail }) => isToMail);
  await Promise.all(mailed.map(({ userId }) => enqueue(ctx, mailNews, { payload: { userId }, delayMs, key: userId })));
}

/** What people have chosen; those who have chosen nothing are missing. */
export async function channelsOf(db: Db, userIds: readonly string[]): Promise<Map<string, Partial<Channels>>> {
  const rows = await db
    .select()
    .from(notificationPreferences)
    .where(inArray(notificationPreferences.userId, [...userIds]));
  return new Map(rows.map(({ userId, channels }) => [userId, channels]));
}

export async function putChannels(ctx: Ctx, userId: string, channels: Partial<Channels>): Promise<void> {
  const { createdAt, updatedAt } = newRow(ctx);
  await ctx.db
    .insert(notificationPreferences)
    .values({ userId, channels, createdAt, updatedAt })
    .onConflictDoUpdate({ target: notificationPreferences.userId, set: { channels, updatedAt } });
}

const NotificationRow = Notification.omit({ excerpt: true });
export type NotificationRow = z.infer<typeof NotificationRow>;

const MAX_MAILED = 50;

/** Takes what is to be mailed to a person; in a transaction, so that it is mailed once. What was read meanwhile is not. */
export async function takeUnmailed({ db, actor }: Ctx, userId: string): Promise<NotificationRow[]> {
  const isWaiting = and(eq(notifications.userId, userId), eq(notifications.isToMail, true));
  // Taken first: what is told while this looks waits for the next mail.
  const taken = await db
    .update(notifications)
    .set({ isToMail: false })
    .where(isWaiting)
    .returning({ id: notifications.id });
  const isTaken = inArray(
    notifications.id,
    taken.map(({ id }) => id),
  );
  const rows = await db
    .select()
    .from(notifications)
    .where(and(isTaken, isNull(notifications.readAt), visibleTo(actor, userId)))
    .orderBy(notifications.createdAt, notifications.id)
    .limit(MAX_MAILED);
  return rows.map((row) => NotificationRow.parse(row));
}

/** What a person was told last about what is at this path. */
export async function lastKindAbout(db: Db, userId: string, path: string): Promise<string | null> {
  const [row] = await db
    .select({ kind: notifications.kind })
    .from(notifications)
    .where(and(eq(notifications.userId, userId), eq(notifications.path, path)))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(1);
  return row?.kind ?? null;
}

/** What a person was told and may still see: rights are asked now, not when it was written. */
function visibleTo(actor: Actor, userId: string): SQL | undefined {
  const columns = { id: notifications.resourceId, ownerId: notifications.resourceOwnerId };
  const stillSeen = Note.shape.resource
    .unwrap()
    .shape.permission.unwrap()
    .options.map((permission) => and(eq(notifications.permission, permission), listFilter(actor, permission, columns)));
  return and(eq(notifications.userId, userId), or(isNull(notifications.permission), ...stillSeen));
}

interface Asked extends Slice {
  readonly unread: boolean | undefined;
}

/** Newest first. */
export async function listVisible({ db, actor }: Ctx, userId: string, { after, limit, unread }: Asked) {
  const { createdAt, id, readAt } = notifications;
  const from = after ? sql`(${createdAt}, ${id}) < (${after.sort}::timestamptz, ${after.id}::uuid)` : undefined;
  const rows = await db
    .select()
    .from(notifications)
    .where(and(visibleTo(actor, userId), unread ? isNull(readAt) : undefined, from))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
  return rows.map((row) => NotificationRow.parse(row));
}

export async function countVisibleUnread({ db, actor }: Ctx, userId: string): Promise<number> {
  const where = and(visibleTo(actor, userId), isNull(notifications.readAt));
  const [row] = await db.select({ unread: count() }).from(notifications).where(where);
  return row?.unread ?? 0;
}

/** Only the person's own; without ids, all. */
export async function setRead(ctx: Ctx, userId: string, ids: readonly string[] | undefined): Promise<void> {
  const chosen = ids === undefined ? undefined : inArray(notifications.id, [...ids]);
  await ctx.db
    .update(notifications)
    .set({ readAt: ctx.now(), updatedAt: ctx.now() })
    .where(and(eq(notifications.userId, userId), isNull(notifications.readAt), chosen));
}

/** What leads there leads nowhere from now on: it is gone. */
export async function clearPath(db: Db, path: string): Promise<void> {
  await db.update(notifications).set({ path: null }).where(eq(notifications.path, path));
}

interface Told {
  readonly repoId: string;
  readonly ownerId: string;
}

/** From now on only those with a role on the repository see what they were told of it. */
export async function closeNews(db: Db, { repoId, ownerId }: Told): Promise<void> {
  await db
    .update(notifications)
    .set({ permission: "repo.read", resourceOwnerId: ownerId })
    .where(and(eq(notifications.resourceId, repoId), isNull(notifications.permission)));
}

/** Of these kinds, nothing was told to people for their role: whoever may read the repository may read it. */
const OPEN_KINDS: readonly NotificationKind[] = [
  ...(["repoUpdated", "repoTagged", "discussionMention", "discussionNews"] as const),
  ...(["accessAccepted", "accessRejected"] as const),
];

/** From now on everybody sees what they were told of the repository, but for what was told to those who look after it. */
export async function openNews(db: Db, { repoId }: Pick<Told, "repoId">): Promise<void> {
  const isClosed = eq(notifications.permission, "repo.read");
  await db
    .update(notifications)
    .set({ permission: null })
    .where(and(eq(notifications.resourceId, repoId), isClosed, inArray(notifications.kind, [...OPEN_KINDS])));
}

export async function deleteOldNotifications(db: Db, now: Date): Promise<void> {
  await db.delete(notifications).where(lt(notifications.createdAt, new Date(now.getTime() - KEPT_MS)));
}
