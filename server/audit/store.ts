import { and, asc, desc, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { auditEvents, auditHead, auditNames } from "@/db/schema/audit";
import { listFilter } from "@/server/access";
import type { Actor, Ctx, Keyset } from "@/server/kernel";

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
 * Appends one event to the trail, in the caller's transaction and as its last statement: the end of the chain stays
 * locked until that transaction ends. `action` is `noun.past`, such as `repository.created`.
 */
export async function audit(ctx: Ctx, action: `${string}.${string}`, target: AuditTarget): Promise<void> {
  const { kind, id, name = null, ownerId = null, details = {} } = target;
  const actor = factsOf(ctx.actor);
  await ctx.db.execute(sql`
    select audit_append(row(${ctx.id()}::uuid, 0::bigint, ${ctx.now().toISOString()}::timestamptz, ${actor.kind}::text,
      ${actor.id}::text, ${actor.tokenId}::uuid, ${action}::text, ${kind}::text, ${id}::text, ${ownerId}::uuid,
      ${JSON.stringify(details)}::jsonb, ${ctx.clientAddress}::text, ${ctx.requestId}::text, ''::text, ''::text
    )::audit_events, ${actor.name}::text, ${name}::text)`);
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
