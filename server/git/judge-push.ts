import type { Ctx } from "@/server/kernel";
import { checkPush, type RefUpdate } from "./check-push";
import { GitFailure } from "./git-process";
import { inspectObjects } from "./inspect-objects";
import type { PushQuestion } from "./push-question";
import type { ReceivePackInput } from "./receive-pack";
import { defaultBranchOf } from "./resolve-revision";
import { listRefRules } from "./store";

type PushToJudge = Pick<ReceivePackInput, "role" | "missingObjects" | "signal"> & { readonly asked: PushQuestion };

const MAX_TOLD = 20;

/** Everything that speaks against a push, in words for the person who pushes; empty when it may come in. */
export async function judgePush(ctx: Ctx<"repositories">, repoId: string, push: PushToJudge): Promise<string[]> {
  const { asked, role } = push;
  const rules = await listRefRules(ctx.db, repoId);
  const defaultBranch = await defaultBranchOf(ctx, repoId);
  const refused: string[] = [];
  for (const move of asked.moves) {
    const update = { ...move, isForced: await isForced(ctx, repoId, { ...asked, ...move }) };
    const problem = checkPush(update, { rules, defaultBranch, role, by: "push" });
    if (problem) refused.push(problem);
  }
  if (refused.length > 0) return refused.slice(0, MAX_TOLD);

  const heads = asked.moves.flatMap(({ after }) => after ?? []);
  const { problems, pointers } = await inspectObjects(ctx, repoId, { heads, env: asked.env, signal: push.signal });
  if (problems.length > 0) return problems.slice(0, MAX_TOLD);
  return missingPointers(push, [...pointers.values()]);
}

interface Move extends Pick<RefUpdate, "ref" | "before" | "after"> {
  readonly env: PushQuestion["env"];
}

/** A tag that moves is always rewritten; a branch when the new head does not contain the old one. */
async function isForced(ctx: Ctx<"repositories">, repoId: string, { ref, before, after, env }: Move): Promise<boolean> {
  if (before === null || after === null) return false;
  if (ref.startsWith("refs/tags/")) return true;
  try {
    await ctx.live.repositories.run(repoId, { args: ["merge-base", "--is-ancestor", before, after], env });
    return false;
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return true;
    throw error;
  }
}

async function missingPointers(
  { missingObjects }: PushToJudge,
  pointers: readonly { readonly oid: string; readonly size: number; readonly path: string }[],
): Promise<string[]> {
  const problems: string[] = [];
  for (let start = 0; start < pointers.length && problems.length < MAX_TOLD; start += 1_000) {
    const batch = pointers.slice(start, start + 1_000);
    const missing = new Set((await missingObjects(batch)).map(({ oid }) => oid));
    const lost = batch.filter(({ oid }) => missing.has(oid));
    problems.push(
      ...lost.map(({ oid, path }) => `LFS object ${oid} (${path}) was not uploaded: run git lfs push --all`),
    );
  }
  return problems.slice(0, MAX_TOLD);
}
