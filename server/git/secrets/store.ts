import { and, count, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { secretFindings, secretPolicies } from "@/db/schema/git";
import type { Slice } from "@/server/kernel";
import type { SecretState } from "../contract";
import type { OwnPolicy } from "./policy";

export type SecretFindingRow = typeof secretFindings.$inferSelect;

export async function findPolicy(db: Db, repoId: string): Promise<OwnPolicy | null> {
  const [row] = await db.select().from(secretPolicies).where(eq(secretPolicies.repoId, repoId));
  return row ?? null;
}

export async function putPolicy(db: Db, repoId: string, { mode, allowedPaths }: OwnPolicy): Promise<void> {
  const policy = { mode, allowedPaths: [...allowedPaths] };
  await db
    .insert(secretPolicies)
    .values({ repoId, ...policy })
    .onConflictDoUpdate({ target: secretPolicies.repoId, set: policy });
}

/** Of these fingerprints, those that somebody has settled in this repository. */
export async function settledFingerprints(
  db: Db,
  repoId: string,
  fingerprints: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ fingerprint: secretFindings.fingerprint })
    .from(secretFindings)
    .where(
      and(
        eq(secretFindings.repoId, repoId),
        inArray(secretFindings.fingerprint, [...fingerprints]),
        ne(secretFindings.state, "open"),
      ),
    );
  return new Set(rows.map(({ fingerprint }) => fingerprint));
}

/** The rows that are new, and those of a refused secret that came in now; what is known already stays as it is. */
export async function putFindings(db: Db, rows: readonly SecretFindingRow[]): Promise<SecretFindingRow[]> {
  if (rows.length === 0) return [];
  const { repoId, fingerprint, isRefused } = secretFindings;
  return db
    .insert(secretFindings)
    .values([...rows])
    .onConflictDoUpdate({
      target: [repoId, fingerprint],
      set: {
        path: sql`excluded.path`,
        isRefused: sql`excluded.is_refused`,
        commit: sql`excluded.commit`,
        blob: sql`excluded.blob`,
        line: sql`excluded.line`,
        updatedAt: sql`excluded.updated_at`,
      },
      setWhere: sql`${isRefused} and not excluded.is_refused`,
    })
    .returning();
}

export async function countFindings(db: Db, repoId: string): Promise<number> {
  const [row] = await db.select({ total: count() }).from(secretFindings).where(eq(secretFindings.repoId, repoId));
  return row?.total ?? 0;
}

interface Asked extends Slice {
  readonly repoId: string;
  readonly state?: SecretState | undefined;
}

/** Newest first. */
export async function listFindingRows(db: Db, { repoId, state, after, limit }: Asked): Promise<SecretFindingRow[]> {
  const { createdAt, id } = secretFindings;
  const from = after ? sql`(${createdAt}, ${id}) < (${after.sort}::timestamptz, ${after.id}::uuid)` : undefined;
  return db
    .select()
    .from(secretFindings)
    .where(and(eq(secretFindings.repoId, repoId), state && eq(secretFindings.state, state), from))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}

export async function findFindingRows(db: Db, ids: readonly string[]): Promise<SecretFindingRow[]> {
  return db
    .select()
    .from(secretFindings)
    .where(inArray(secretFindings.id, [...ids]));
}

interface Change extends Pick<SecretFindingRow, "state" | "note" | "resolvedBy" | "resolvedAt" | "updatedAt"> {
  readonly repoId: string;
  readonly id: string;
}

/** `null` when this repository has no such finding. */
export async function updateFindingRow(db: Db, { repoId, id, ...set }: Change): Promise<SecretFindingRow | null> {
  const at = and(eq(secretFindings.repoId, repoId), eq(secretFindings.id, id));
  const [row] = await db.update(secretFindings).set(set).where(at).returning();
  return row ?? null;
}

export async function removeSecretRows(db: Db, repoId: string): Promise<void> {
  await db.delete(secretFindings).where(eq(secretFindings.repoId, repoId));
  await db.delete(secretPolicies).where(eq(secretPolicies.repoId, repoId));
}
