import type { Ctx } from "@/server/kernel";
import { withNamespace } from "../repositories/get-readable-repo";
import { findRepoById, updateRepoRow } from "../repositories/store";
import { weightsOf } from "./get-weights";

/** Writes how many parameters a model has beside its name, where lists filter by it. Safe to run twice. */
export async function recordParameters(ctx: Ctx<"repositories" | "objects">, repoId: string): Promise<void> {
  const repo = await withNamespace(ctx, await findRepoById(ctx.db, repoId));
  if (repo?.kind !== "model") return;
  const { parameters } = await weightsOf(ctx, repo);
  if (parameters !== repo.parameters) await updateRepoRow(ctx.db, repoId, { parameters });
}
