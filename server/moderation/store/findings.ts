import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { moderationFindings as findings } from "@/db/schema/moderation";
import { type Ctx, notFound, type Slice } from "@/server/kernel";
import type { Finding, FindingDecision, ListFindingsInput } from "../contract";

export async function insertFindings(db: Db, rows: readonly (typeof findings.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await db.insert(findings).values([...rows]);
}

const STATES: Readonly<Record<ListFindingsInput["state"], SQL | undefined>> = {
  open: and(eq(findings.action, "review"), isNull(findings.decision)),
  settled: isNotNull(findings.decision),
  logged: eq(findings.action, "log"),
};

interface Asked extends Slice {
  readonly state: ListFindingsInput["state"];
}

export const listFindingRows = (db: Db, { state, after, limit }: Asked): Promise<Finding[]> =>
  db
    .select()
    .from(findings)
    .where(
      and(
        STATES[state],
        after
          ? sql`(${findings.createdAt}, ${findings.id}) < (${after.sort}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(findings.createdAt), desc(findings.id))
    .limit(limit);

interface Decided {
  readonly id: string;
  readonly decision: FindingDecision;
  readonly decidedById: string;
}

/** Throws `not_found` for what is not open. */
export async function decideFinding({ db, now }: Ctx, { id, decision, decidedById }: Decided): Promise<Finding> {
  const [row] = await db
    .update(findings)
    .set({ decision, decidedById, updatedAt: now() })
    .where(and(eq(findings.id, id), STATES.open))
    .returning();
  if (!row) throw notFound("Finding", id);
  return row;
}
