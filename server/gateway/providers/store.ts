import { and, asc, count, desc, eq, exists, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { containing } from "@/db/like-pattern";
import { lockFor } from "@/db/lock-for";
import { providerModels, providers } from "@/db/schema/gateway";
import { notFound, type Slice } from "@/server/kernel";

export type ProviderRow = typeof providers.$inferSelect;
export type ProviderModelRow = typeof providerModels.$inferSelect;

/** Makes changes of providers and their models happen one after the other, until the transaction ends. */
export const lockProviders = (db: Db) => lockFor(db, "gateway.providers");

interface Asked extends Slice {
  readonly search: string | undefined;
}

/** Newest first; found by a part of their name, or of the name of one of their models. */
export const listProviderRows = (db: Db, { search, after, limit }: Asked): Promise<ProviderRow[]> =>
  db
    .select()
    .from(providers)
    .where(
      and(
        search ? or(named(providers.name, search), exists(modelNamed(db, search))) : undefined,
        after
          ? sql`(${providers.createdAt}, ${providers.id}) < (${after.sort}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(providers.createdAt), desc(providers.id))
    .limit(limit);

const named = (column: typeof providers.name | typeof providerModels.publicId, search: string): SQL =>
  sql`lower(${column}) like ${containing(search.toLowerCase())}`;

const modelNamed = (db: Db, search: string) =>
  db
    .select({ id: providerModels.id })
    .from(providerModels)
    .where(and(eq(providerModels.providerId, providers.id), named(providerModels.publicId, search)));

export async function getProviderRow(db: Db, id: string): Promise<ProviderRow> {
  const [row] = await db.select().from(providers).where(eq(providers.id, id));
  if (!row) throw notFound("Provider", id);
  return row;
}

/** The provider of that name, in whatever case it is written. */
export async function findProviderByName(db: Db, name: string): Promise<ProviderRow | null> {
  const [row] = await db
    .select()
    .from(providers)
    .where(eq(sql`lower(${providers.name})`, name.toLowerCase()));
  return row ?? null;
}

export async function insertProvider(db: Db, row: ProviderRow): Promise<void> {
  await db.insert(providers).values(row);
}

type ProviderChange = Partial<Omit<ProviderRow, "id" | "createdAt">> & Pick<ProviderRow, "updatedAt">;

export async function updateProviderRow(db: Db, id: string, change: ProviderChange): Promise<ProviderRow> {
  const [row] = await db.update(providers).set(change).where(eq(providers.id, id)).returning();
  if (!row) throw notFound("Provider", id);
  return row;
}

/** With all its models. */
export async function deleteProviderRow(db: Db, id: string): Promise<void> {
  await db.delete(providerModels).where(eq(providerModels.providerId, id));
  await db.delete(providers).where(eq(providers.id, id));
}

/** Those of all these providers, by name. */
export async function listModelRows(db: Db, providerIds: readonly string[]): Promise<ProviderModelRow[]> {
  if (providerIds.length === 0) return [];
  return db
    .select()
    .from(providerModels)
    .where(inArray(providerModels.providerId, [...providerIds]))
    .orderBy(asc(sql`lower(${providerModels.publicId})`));
}

export async function countModels(db: Db, providerId: string): Promise<number> {
  const [row] = await db
    .select({ models: count() })
    .from(providerModels)
    .where(eq(providerModels.providerId, providerId));
  return row?.models ?? 0;
}

export async function getModelRow(db: Db, providerId: string, id: string): Promise<ProviderModelRow> {
  const isOne = and(eq(providerModels.id, id), eq(providerModels.providerId, providerId));
  const [row] = await db.select().from(providerModels).where(isOne);
  if (!row) throw notFound("ProviderModel", id);
  return row;
}

/** The model that callers reach by this name, in whatever case it is written, and whose it is. */
export async function findModelByName(db: Db, publicId: string) {
  const [found] = await db
    .select({ model: providerModels, provider: providers })
    .from(providerModels)
    .innerJoin(providers, eq(providers.id, providerModels.providerId))
    .where(eq(sql`lower(${providerModels.publicId})`, publicId.toLowerCase()));
  return found ?? null;
}

export async function insertModel(db: Db, row: ProviderModelRow): Promise<void> {
  await db.insert(providerModels).values(row);
}

type ModelChange = Partial<Omit<ProviderModelRow, "id" | "providerId" | "createdAt">> &
  Pick<ProviderModelRow, "updatedAt">;

export async function updateModelRow(db: Db, id: string, change: ModelChange): Promise<ProviderModelRow> {
  const [row] = await db.update(providerModels).set(change).where(eq(providerModels.id, id)).returning();
  if (!row) throw notFound("ProviderModel", id);
  return row;
}

export async function deleteModelRow(db: Db, id: string): Promise<void> {
  await db.delete(providerModels).where(eq(providerModels.id, id));
}

/** Every model of every provider that is on. */
export const listOfferRows = (db: Db) =>
  db
    .select({ model: providerModels, provider: providers })
    .from(providerModels)
    .innerJoin(providers, eq(providers.id, providerModels.providerId))
    .where(eq(providers.isEnabled, true))
    .orderBy(asc(sql`lower(${providerModels.publicId})`));
