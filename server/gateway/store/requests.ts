import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { records } from "@/db/records";
import { gatewayRequests } from "@/db/schema/gateway";
import type { Slice } from "@/server/kernel";
import type { CallOutcome } from "../contract";

export type RequestRow = typeof gatewayRequests.$inferSelect;

export async function insertRequests(db: Db, rows: readonly RequestRow[]): Promise<void> {
  await db.insert(gatewayRequests).select(records(gatewayRequests, rows)).onConflictDoNothing();
}

/** Of what this owner paid. */
export async function findRequest(
  db: Db,
  { id, ownerId }: { readonly id: string; readonly ownerId: string },
): Promise<RequestRow | null> {
  const [row] = await db
    .select()
    .from(gatewayRequests)
    .where(and(eq(gatewayRequests.id, id), eq(gatewayRequests.ownerId, ownerId)));
  return row ?? null;
}

interface Asked extends Slice {
  readonly ownerId: string;
  /** UTC days, the second one exclusive. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly keyId: string | undefined;
  readonly model: string | undefined;
  readonly outcome: CallOutcome | undefined;
}

/** Calls an owner pays for, newest first. */
export const listRequestRows = (db: Db, { ownerId, after, limit, ...filter }: Asked): Promise<RequestRow[]> =>
  db
    .select()
    .from(gatewayRequests)
    .where(
      and(
        eq(gatewayRequests.ownerId, ownerId),
        filter.from === undefined ? undefined : gte(gatewayRequests.startedAt, new Date(filter.from)),
        filter.to === undefined ? undefined : lt(gatewayRequests.startedAt, new Date(filter.to)),
        filter.keyId === undefined ? undefined : eq(gatewayRequests.keyId, filter.keyId),
        filter.model === undefined ? undefined : eq(gatewayRequests.model, filter.model),
        filter.outcome === undefined ? undefined : eq(gatewayRequests.outcome, filter.outcome),
        after
          ? sql`(${gatewayRequests.startedAt}, ${gatewayRequests.id}) < (${after.sort}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(gatewayRequests.startedAt), desc(gatewayRequests.id))
    .limit(limit);
