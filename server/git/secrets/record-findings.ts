import { audit } from "@/server/audit";
import { atomically, type Ctx, newRow, publish } from "@/server/kernel";
import { secretsFound } from "../events";
import type { PlacedSecret } from "./secret-words";
import { countFindings, putFindings, type SecretFindingRow } from "./store";

/** A repository keeps no more of them: whoever gets there was told of enough. */
const MAX_FINDINGS = 10_000;

interface Report {
  readonly found: readonly PlacedSecret[];
  /** Nothing of it comes in. */
  readonly isRefused: boolean;
}

/**
 * Keeps what was found before anything moves, so that nothing comes in unnoticed; its administrators are told of what
 * is new. Doing it twice changes nothing.
 */
export async function recordFindings(ctx: Ctx, repoId: string, { found, isRefused }: Report): Promise<void> {
  if (found.length === 0) return;
  await atomically(ctx, async (ctx) => {
    if ((await countFindings(ctx.db, repoId)) >= MAX_FINDINGS) return;
    const distinct = [...new Map(found.map((secret) => [secret.fingerprint, secret])).values()];
    const rows = await putFindings(
      ctx.db,
      distinct.map((secret) => rowOf(ctx, repoId, { secret, isRefused })),
    );
    if (rows.length === 0) return;
    if (!isRefused) await publish(ctx, secretsFound, newsOf(repoId, rows, found));
    const details = { isRefused, findings: rows.slice(0, 20).map(({ path, line, kind }) => ({ path, line, kind })) };
    await audit(ctx, "repository.secretsFound", { kind: "repository", id: repoId, details });
  });
}

function rowOf(
  ctx: Ctx,
  repoId: string,
  { secret, isRefused }: { readonly secret: PlacedSecret; readonly isRefused: boolean },
): SecretFindingRow {
  const { ownHash: _, ...place } = secret;
  const unsettled = { state: "open" as const, note: "", resolvedBy: null, resolvedAt: null };
  return { ...newRow(ctx), repoId, ...place, isRefused, ...unsettled };
}

function newsOf(repoId: string, rows: readonly SecretFindingRow[], found: readonly PlacedSecret[]) {
  const hashes = new Map(found.map((secret) => [secret.fingerprint, secret.ownHash]));
  const own = rows.flatMap((row) => {
    const hash = hashes.get(row.fingerprint);
    return hash ? [{ hash, findingId: row.id }] : [];
  });
  return { repoId, findingIds: rows.map(({ id }) => id), own };
}
