import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ctx } from "@/server/kernel";
import { gitError } from "./git-error";
import { describeRef, refNameProblem } from "./ref-name";

export interface Resolved {
  readonly commit: string;
  /** The branch, tag or other ref that was named; `null` for a commit id. */
  readonly ref: string | null;
}

/**
 * The commit that a branch, tag (peeled), full ref, `HEAD`, commit id or unambiguous short id (≥ 7 digits) stands for.
 * Throws `not_found` (`revision_not_found`).
 */
export async function resolveRevision(ctx: Ctx<"repositories">, repoId: string, revision: string): Promise<Resolved> {
  const found = await findRevision(ctx, repoId, revision);
  if (found) return found;
  throw gitError("not_found", `Revision ${revision.slice(0, 200)} does not exist`, {
    reason: "revision_not_found",
    details: { revision: revision.slice(0, 200) },
  });
}

/** Like `resolveRevision`, with `null` for what does not exist. */
export async function findRevision(
  ctx: Ctx<"repositories">,
  repoId: string,
  revision: string,
): Promise<Resolved | null> {
  const reader = ctx.live.repositories.objects(repoId);
  const refs = await candidateRefs(ctx, repoId, revision);
  const id = /^[0-9a-f]{7,40}$/.test(revision) ? [revision] : [];
  const answers = await Promise.all([...refs, ...id].map((name) => reader.info(`${name}^{commit}`)));
  for (const [index, found] of answers.entries()) {
    if (found?.type === "commit") return { commit: found.oid, ref: refs[index] ?? null };
  }
  return null;
}

async function candidateRefs(ctx: Ctx<"repositories">, repoId: string, revision: string): Promise<string[]> {
  if (revision === "HEAD") return [`refs/heads/${await defaultBranchOf(ctx, repoId)}`];
  if (revision.startsWith("refs/")) return describeRef(revision) ? [revision] : [];
  return refNameProblem(revision) === null ? [`refs/heads/${revision}`, `refs/tags/${revision}`] : [];
}

/** Short name of the branch that `HEAD` points at; it need not exist yet. */
export async function defaultBranchOf(ctx: Ctx<"repositories">, repoId: string): Promise<string> {
  const { folder } = ctx.live.repositories.placeOf(repoId);
  const head = await readFile(join(folder, "HEAD"), "utf8");
  return head.trim().replace(/^ref: refs\/heads\//, "");
}
