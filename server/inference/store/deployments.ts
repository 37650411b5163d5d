import { and, desc, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { deployments } from "@/db/schema/inference";
import { liesInNone, listFilter } from "@/server/access";
import { type Actor, type Ctx, notFound, type Slice } from "@/server/kernel";
import type { DeploymentStatus } from "../contract";

export type DeploymentRow = typeof deployments.$inferSelect;

const present = isNull(deployments.deletedAt);

/** Also one that is being taken down. */
export async function findAnyDeployment(db: Db, id: string): Promise<DeploymentRow | null> {
  const [row] = await db.select().from(deployments).where(eq(deployments.id, id));
  return row ?? null;
}

export async function getDeploymentRow(db: Db, id: string): Promise<DeploymentRow> {
  const [row] = await db
    .select()
    .from(deployments)
    .where(and(eq(deployments.id, id), present));
  if (!row) throw notFound("Deployment", id);
  return row;
}

/** Makes changes to one deployment happen one after the other, until the transaction ends. */
export async function lockDeployment(db: Db, id: string): Promise<DeploymentRow> {
  const [row] = await db
    .select()
    .from(deployments)
    .where(and(eq(deployments.id, id), present))
    .for("update");
  if (!row) throw notFound("Deployment", id);
  return row;
}

/** Like `lockDeployment`, also one that is being taken down; `null` when the row is gone. */
export async function lockAnyDeployment(db: Db, id: string): Promise<DeploymentRow | null> {
  const [row] = await db.select().from(deployments).where(eq(deployments.id, id)).for("update");
  return row ?? null;
}

export async function insertDeployment(db: Db, values: typeof deployments.$inferInsert): Promise<DeploymentRow> {
  const [row] = await db.insert(deployments).values(values).returning();
  if (!row) throw new Error("insert into deployments returned no row");
  return row;
}

type Changes = Partial<Omit<DeploymentRow, "id" | "createdAt">> & Pick<DeploymentRow, "updatedAt">;

export async function updateDeploymentRow(db: Db, id: string, changes: Changes): Promise<DeploymentRow> {
  const [row] = await db.update(deployments).set(changes).where(eq(deployments.id, id)).returning();
  if (!row) throw notFound("Deployment", id);
  return row;
}

export async function deleteDeploymentRow(db: Db, id: string): Promise<void> {
  await db.delete(deployments).where(eq(deployments.id, id));
}

interface Asked extends Slice {
  readonly ownerId: string | undefined;
  readonly status: DeploymentStatus | undefined;
  readonly model: string | undefined;
}

const { repoId: liesWith } = deployments;

const isReadBy = (actor: Actor): SQL => listFilter(actor, "deployment.read", { ...deployments, liesWith });

/** Those the actor may see, newest first. */
export async function listDeploymentRows(ctx: Ctx, { after, limit, ownerId, status, model }: Asked) {
  const { id, createdAt } = deployments;
  const filters: (SQL | undefined)[] = [
    present,
    isReadBy(ctx.actor),
    ownerId === undefined ? undefined : eq(deployments.ownerId, ownerId),
    status && eq(deployments.status, status),
    model === undefined ? undefined : eq(sql`lower(${deployments.model})`, model.toLowerCase()),
    after ? sql`(${createdAt}, ${id}) < (${after.sort}::timestamptz, ${after.id}::uuid)` : undefined,
  ];
  return ctx.db
    .select()
    .from(deployments)
    .where(and(...filters))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}

/**
 * Those of these owners and all shared ones, running or not, as long as they are wanted. What lies in a resource group
 * and is not shared is not open: it is for those who may read it.
 */
export async function listCallableRows(db: Db, ownerIds: readonly string[]) {
  const isOpen = sql<boolean>`(${deployments.shared} or ${liesInNone({ id: liesWith, ownerId: deployments.ownerId })})`;
  const isOfOwners = ownerIds.length > 0 ? inArray(deployments.ownerId, [...ownerIds]) : undefined;
  return db
    .select({ row: deployments, isOpen })
    .from(deployments)
    .where(and(present, gt(deployments.replicas, 0), or(eq(deployments.shared, true), isOfOwners)));
}

/** Which of these the actor may see. */
export async function listReadableIds(db: Db, actor: Actor, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ id: deployments.id })
    .from(deployments)
    .where(and(inArray(deployments.id, [...ids]), isReadBy(actor)));
  return new Set(rows.map(({ id }) => id));
}

/** Ids of what is wanted, not at rest, or being taken down. */
export async function listUnsettledIds(db: Db): Promise<readonly string[]> {
  const atRest = and(present, eq(deployments.replicas, 0), eq(deployments.status, "stopped"));
  const rows = await db.select({ id: deployments.id }).from(deployments).where(sql`not (${atRest})`);
  return rows.map(({ id }) => id);
}

export async function listKnownIds(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ id: deployments.id })
    .from(deployments)
    .where(inArray(deployments.id, [...ids]));
  return rows.map(({ id }) => id);
}

export const listRowsOfModel = (db: Db, repoId: string): Promise<DeploymentRow[]> =>
  db
    .select()
    .from(deployments)
    .where(and(present, eq(deployments.repoId, repoId)));

/** Those of the models that a deployment is there for, running or not. */
export async function listDeployedModels(db: Db, repoIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (repoIds.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ repoId: deployments.repoId })
    .from(deployments)
    .where(and(present, inArray(deployments.repoId, [...repoIds])));
  return new Set(rows.map(({ repoId }) => repoId));
}

export const listRowsOfOwner = (db: Db, ownerId: string): Promise<DeploymentRow[]> =>
  db.select().from(deployments).where(eq(deployments.ownerId, ownerId));

/** How many deployments there are, and how many of them run; of one owner, or of everybody. */
export async function countDeployments(db: Db, ownerId: string | null) {
  const [row] = await db
    .select({
      deployments: sql`count(*)`.mapWith(Number),
      running: sql`count(*) filter (where ${deployments.status} = 'running')`.mapWith(Number),
    })
    .from(deployments)
    .where(and(present, ownerId === null ? undefined : eq(deployments.ownerId, ownerId)));
  return { deployments: row?.deployments ?? 0, running: row?.running ?? 0 };
}

/** Whether a model of that name, in whatever case, is deployed by anybody, running or not. */
export async function isDeployed(db: Db, model: string): Promise<boolean> {
  const rows = await db
    .select({ id: deployments.id })
    .from(deployments)
    .where(and(present, eq(sql`lower(${deployments.model})`, model.toLowerCase())))
    .limit(1);
  return rows.length > 0;
}
