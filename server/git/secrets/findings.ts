import type { Ctx, Keyset } from "@/server/kernel";
import { notFound } from "@/server/kernel";
import type { SecretState } from "../contract";
import * as store from "./store";

interface Wanted {
  readonly repoId: string;
  readonly state?: SecretState | undefined;
  readonly after: Keyset | null;
  readonly limit: number;
}

/** Secrets in what was pushed to a repository, newest first. */
export const listSecretFindings = (ctx: Ctx, wanted: Wanted): Promise<store.SecretFindingRow[]> =>
  store.listFindingRows(ctx.db, wanted);

export const findSecretFindings = (ctx: Ctx, ids: readonly string[]): Promise<store.SecretFindingRow[]> =>
  store.findFindingRows(ctx.db, ids);

interface Settlement {
  readonly repoId: string;
  readonly id: string;
  readonly state: SecretState;
  readonly note: string;
  readonly userId: string | null;
}

/** Says of a finding what became of it; `open` again for none of that. Throws `not_found`. Joins the caller's transaction. */
export async function settleSecretFinding(
  ctx: Ctx,
  { userId, ...change }: Settlement,
): Promise<store.SecretFindingRow> {
  const isOpen = change.state === "open";
  const by = { resolvedBy: isOpen ? null : userId, resolvedAt: isOpen ? null : ctx.now(), updatedAt: ctx.now() };
  const row = await store.updateFindingRow(ctx.db, { ...change, ...by });
  if (!row) throw notFound("Finding", change.id);
  return row;
}
