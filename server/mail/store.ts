import { and, asc, count, desc, eq, gt, isNotNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { mails } from "@/db/schema/mail";
import type { Slice } from "@/server/kernel";
import type { MailKind, MailState } from "./contract";

export type MailRow = typeof mails.$inferSelect;

export const insertMail = async (db: Db, row: typeof mails.$inferInsert): Promise<void> => {
  await db.insert(mails).values(row);
};

interface Written {
  readonly kind: MailKind;
  readonly address: string;
  readonly after: Date;
}

/** Letters of a kind to one mailbox since then; case makes no other mailbox. */
export async function countMails(db: Db, { kind, address, after }: Written): Promise<number> {
  const isSame = sql`lower(${mails.address}) = ${address.toLowerCase()}`;
  const [row] = await db
    .select({ count: count() })
    .from(mails)
    .where(and(eq(mails.kind, kind), gt(mails.createdAt, after), isSame));
  return row?.count ?? 0;
}

export async function findMail(db: Db, id: string): Promise<MailRow | null> {
  const [row] = await db.select().from(mails).where(eq(mails.id, id));
  return row ?? null;
}

export const updateMail = async (
  db: Db,
  id: string,
  change: Partial<Omit<MailRow, "id" | "createdAt">>,
): Promise<void> => {
  await db.update(mails).set(change).where(eq(mails.id, id));
};

interface Asked extends Slice {
  readonly state: MailState | undefined;
}

/** The newest first. */
export const listMailRows = (db: Db, { state, after, limit }: Asked): Promise<MailRow[]> =>
  db
    .select()
    .from(mails)
    .where(
      and(
        state === undefined ? undefined : eq(mails.state, state),
        after
          ? sql`(${mails.createdAt}, ${mails.id}) < (${after.sort}::text::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(limit);

/** Those that can be sent and are not older than that, the oldest first. */
export const listWaiting = (
  db: Db,
  { after, limit }: { readonly after: Date; readonly limit: number },
): Promise<{ readonly id: string }[]> =>
  db
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.state, "waiting"), isNotNull(mails.letter), gt(mails.createdAt, after)))
    .orderBy(asc(mails.createdAt))
    .limit(limit);

export const deleteMailsBefore = async (db: Db, before: Date): Promise<void> => {
  await db.delete(mails).where(lt(mails.createdAt, before));
};
