import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ctx } from "@/server/kernel";
import { gitError } from "./git-error";
import { isReached } from "./is-reached";
import { describeRef, refNameProblem } from "./ref-name";

export interface Resolved {
  readonly commit: string;
  /** The branch, tag or other ref that was named; `null` for a commit id. */
  readonly ref: string | null;
}

/**
 * The commit that a branch, tag (peeled), full ref, `HEAD`, commit id or unambiguous short id (≥ 7 digits) stands for. A
 * commit that no ref leads to does not exist, though its bytes may still lie there. Throws `not_found` (`revision_not_found`).
 */
export async function resolveRevision(ctx: Ctx<"repositories">, repoId: string, revision: string): Promise<Resolved> {
  const found = await findRevision(ctx, repoId, revision);
  if (found) return found;
  throw gitError("not_found", `Revision ${revision.slice(0, 200)} does not exist`, {
    reason: "revision_not_found",
    details: { revision: revision.slice(0, 200) },
  });
}

/** Whether a commit is in the store, though no ref may lead to it yet. What somebody asked for is resolved instead. */
export async function hasCommit(ctx: Ctx<"repositories">, repoId: string, commit: string): Promise<boolean> {
  return (await ctx.live.repositories.objects(repoId).info(commit))?.type === "commit";
}

/** Like `resolveRevision`, with `null` for what does not exist. */
export async function findRevision(
  ctx: Ctx<"repositories">,
  repoId: string,
  revision: string,
): Promise<Resolved | null> {
  const reader = ctx.live.repositories.objects(repoId);
  const commitAt = async (name: string) => {
    const found = await reader.info(`${name}^{commit}`);
    return found?.type === "commit" ? found.oid : null;
  };
  const refs = await candidateRefs(ctx, repoId, revision);
  const isId = /^[0-9a-f]{7,40}$/.test(revision);
  const names = isId ? [revision, `refs/heads/${await defaultBranchOf(ctx, repoId)}`] : [];
  const [[id, head], ...heads] = await Promise.all([
    Promise.all(names.map(commitAt)),
    ...refs.map(async (ref) => ({ ref, commit: await commitAt(ref) })),
  ]);
  for (const { ref, commit } of heads) if (commit !== null) return { commit, ref };
  if (!id || !(id === head || (await isReached(ctx, repoId, id)))) return null;
  return { commit: id, ref: null };
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
