import { and, eq, inArray } from "drizzle-orm";
import { fileHeaders } from "@/db/schema/hub";
import { type HeaderFormat, WeightFacts, Weights } from "@/server/hub/contract/weights";
import type { Ctx } from "@/server/kernel";

/** What was read before, by the name of the content. What an older version wrote otherwise is read again. */
export async function findHeaderFacts({ db }: Ctx, oids: readonly string[]): Promise<Map<string, WeightFacts>> {
  if (oids.length === 0) return new Map();
  const rows = await db
    .select({ oid: fileHeaders.oid, facts: fileHeaders.facts })
    .from(fileHeaders)
    .where(inArray(fileHeaders.oid, [...oids]));
  return new Map(
    rows.flatMap(({ oid, facts }) => {
      const known = WeightFacts.safeParse(facts);
      return known.success ? [[oid, known.data] as const] : [];
    }),
  );
}

export async function keepHeaderFacts(
  ctx: Ctx,
  { oid, format, facts }: { oid: string; format: HeaderFormat; facts: WeightFacts },
): Promise<void> {
  const row = { oid, format, facts: { ...facts }, readAt: ctx.now() };
  await ctx.db
    .insert(fileHeaders)
    .values(row)
    .onConflictDoUpdate({ target: fileHeaders.oid, set: { format, facts: row.facts, readAt: row.readAt } });
}

/** A commit never changes either: what its files add up to is kept under its name. */
const OF_COMMIT = "weights";

export async function findWeights({ db }: Ctx, commit: string): Promise<Weights | null> {
  const [row] = await db
    .select({ facts: fileHeaders.facts })
    .from(fileHeaders)
    .where(and(eq(fileHeaders.oid, commit), eq(fileHeaders.format, OF_COMMIT)));
  return Weights.safeParse(row?.facts).data ?? null;
}

export async function keepWeights(ctx: Ctx, commit: string, weights: Weights): Promise<void> {
  const row = { oid: commit, format: OF_COMMIT, facts: { ...weights }, readAt: ctx.now() };
  await ctx.db
    .insert(fileHeaders)
    .values(row)
    .onConflictDoUpdate({ target: fileHeaders.oid, set: { facts: row.facts, readAt: row.readAt } });
}
