import { and, desc, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { auditEvents, auditHead, auditNames } from "@/db/schema/audit";
import { listFilter } from "@/server/access";
import { type Actor, atLast, type Ctx, type Slice } from "@/server/kernel";
import type { AuditEvent } from "./contract";

/** What an action was done to. */
export interface AuditTarget {
  /** One word for people, such as `repository`. */
  readonly kind: string;
  readonly id: string;
  readonly name?: string;
  /** The account whose administrators may read the event. */
  readonly ownerId?: string | null;
  /** Facts worth keeping: names of settings, roles, counts. Never a secret, a token, or what somebody wrote. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Appends one event to the trail, in the caller's transaction and as the last of it, since the end of the chain stays
 * locked until that transaction ends. `action` is `noun.past`, such as `repository.created`.
 */
export async function audit(ctx: Ctx, action: `${string}.${string}`, target: AuditTarget): Promise<void> {
  const { kind, id, name = null, ownerId = null, details = {} } = target;
  const actor = factsOf(ctx.actor);
  const append = sql`
    select audit_append(row(${ctx.id()}::uuid, 0::bigint, ${ctx.now().toISOString()}::timestamptz, ${actor.kind}::text,
      ${actor.id}::text, ${actor.tokenId}::uuid, ${action}::text, ${kind}::text, ${id}::text, ${ownerId}::uuid,
      ${JSON.stringify(details)}::jsonb, ${ctx.clientAddress}::text, ${ctx.requestId}::text, ''::text, ''::text
    )::audit_events, ${actor.name}::text, ${name}::text)`;
  await atLast(ctx, async (db) => void (await db.execute(append)));
}

function factsOf(actor: Actor) {
  switch (actor.kind) {
    case "user":
      return { kind: actor.kind, id: actor.userId, name: actor.username, tokenId: null };
    case "token":
      return { kind: actor.kind, id: actor.userId, name: actor.username, tokenId: actor.tokenId };
    case "system":
      return { kind: actor.kind, id: actor.process, name: null, tokenId: null };
    case "anonymous":
      return { kind: actor.kind, id: null, name: null, tokenId: null };
  }
}

/** Leaves ids where an account's names were: the chain stays whole. */
export async function forgetNames(db: Db, accountId: string): Promise<void> {
  await db.delete(auditNames).where(or(eq(auditNames.id, accountId), eq(auditNames.ownerId, accountId)));
}

export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly owner?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Ids of what is called so; a name that belongs to nothing finds itself, since it may be an id. */
const idsOf = (name: string) =>
  sql`(select ${auditNames.id} from ${auditNames} where lower(${auditNames.name}) = lower(${name}) union select ${name})`;

/** What the actor may read, of what the filter asks for. */
function whereOf(actor: Actor, { action, from, to, ...names }: AuditFilter): SQL | undefined {
  const { actorId, targetId, ownerId, at } = auditEvents;
  const own = actor.kind === "user" ? eq(actorId, actor.userId) : undefined;
  return and(
    or(listFilter(actor, "audit.read", { id: auditEvents.id, ownerId }), own),
    names.actor === undefined ? undefined : sql`${actorId} in ${idsOf(names.actor)}`,
    names.target === undefined ? undefined : sql`${targetId} in ${idsOf(names.target)}`,
    names.owner === undefined ? undefined : sql`${ownerId}::text in ${idsOf(names.owner)}`,
    action === undefined ? undefined : sql`starts_with(${auditEvents.action}, ${action})`,
    from === undefined ? undefined : gte(at, new Date(from)),
    to === undefined ? undefined : lt(at, new Date(to)),
  );
}

interface Asked extends Slice {
  readonly filter: AuditFilter;
}

/** Newest first, with the names that the ids have now. */
export async function listEvents({ db, actor }: Ctx, { after, limit, filter }: Asked): Promise<AuditEvent[]> {
  const actors = alias(auditNames, "actors");
  const targets = alias(auditNames, "targets");
  const from = after
    ? sql`(${auditEvents.at}, ${auditEvents.id}) < (${after.sort}::timestamptz, ${after.id}::uuid)`
    : undefined;
  const rows = await db
    .select({ event: auditEvents, actorName: actors.name, targetName: targets.name })
    .from(auditEvents)
    .leftJoin(actors, eq(actors.id, auditEvents.actorId))
    .leftJoin(targets, eq(targets.id, auditEvents.targetId))
    .where(and(whereOf(actor, filter), from))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(limit);
  return rows.map(({ event, actorName, targetName }) => ({
    ...event,
    actor: { kind: event.actorKind, id: event.actorId, name: actorName },
    target: { kind: event.targetKind, id: event.targetId, name: targetName },
  }));
}

/** Computes every link anew. `brokenAt` is the first place where the chain does not hold, the missing end included. */
export async function checkChain(db: Db): Promise<{ readonly count: number; readonly brokenAt: number | null }> {
  const [row] = await db.execute<{ count: number; broken: number | null }>(sql`
    with links as (
      select e.seq, row_number() over (order by e.seq) as place,
             e.hash = audit_hash(e) and e.previous_hash = lag(e.hash, 1, repeat('0', 64)) over (order by e.seq) as holds
        from ${auditEvents} e
    ), found as (
      select count(*)::int as count, min(place) filter (where not holds or seq <> place)::int as broken from links
    )
    select found.count, coalesce(found.broken, case when ${auditHead.seq} = found.count and ${auditHead.hash} =
             coalesce((select hash from ${auditEvents} order by seq desc limit 1), repeat('0', 64))
           then null else found.count + 1 end) as broken
      from found, ${auditHead}`);
  return { count: row?.count ?? 0, brokenAt: row?.broken ?? null };
}
