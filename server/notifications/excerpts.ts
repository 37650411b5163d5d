import { excerptsOf } from "@/server/discussions";
import type { Ctx } from "@/server/kernel";
import type { Notification } from "./contract";
import type { NotificationRow } from "./store";

/** With what was said, as far as the actor may read it now. */
export async function withExcerpts(ctx: Ctx, rows: readonly NotificationRow[]): Promise<Notification[]> {
  const excerpts = await excerptsOf(ctx, rows.flatMap(eventOf));
  return rows.map((row) => ({ ...row, excerpt: excerpts.get(row.params.event ?? "") || reasonIn(row) }));
}

/** The same without those whose discussion the actor may not read any more: nothing of them is mailed. */
export async function stillRead(ctx: Ctx, rows: readonly NotificationRow[]): Promise<Notification[]> {
  const excerpts = await excerptsOf(ctx, rows.flatMap(eventOf));
  const readable = rows.filter((row) => eventOf(row).every((event) => excerpts.has(event)));
  return readable.map((row) => ({ ...row, excerpt: excerpts.get(row.params.event ?? "") || reasonIn(row) }));
}

const eventOf = ({ params }: NotificationRow): string[] => (params.event === undefined ? [] : [params.event]);

/** Why a request was turned away was written to the one who reads it. */
const reasonIn = ({ kind, params }: NotificationRow): string | null =>
  (kind === "accessRejected" && params.reason) || null;
