import type { z } from "zod";
import type { SecretFindingRow } from "@/server/git";
import { findAccounts } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { SecretFinding } from "../contract/secrets";

/** Findings as people see them. */
export async function showFindings(
  ctx: Ctx,
  rows: readonly SecretFindingRow[],
): Promise<z.input<typeof SecretFinding>[]> {
  const people = await findAccounts(
    ctx.db,
    rows.flatMap(({ resolvedBy }) => resolvedBy ?? []),
  );
  return rows.map((row) => ({ ...row, resolvedBy: row.resolvedBy && (people.get(row.resolvedBy)?.name ?? null) }));
}
