import type { Ctx } from "@/server/kernel";
import { checkPush, type Pusher, type RefMoveKind, type RefUpdate } from "./check-push";
import { gitError } from "./git-error";
import { isAncestor } from "./merge-base";
import type { RefMove } from "./move-refs";
import { defaultBranchOf } from "./resolve-revision";
import { listRefRules } from "./store";

interface PlannedMoves {
  readonly moves: readonly RefMove[];
  readonly pusher: Pusher;
  readonly by: RefMoveKind;
  /** Makes git see objects in quarantine. */
  readonly env?: Readonly<Record<string, string>>;
  /** Short name of the default branch once the moves are done; default: of the one there is. */
  readonly defaultBranch?: string;
}

export interface JudgedMove extends RefUpdate {
  /** What speaks against it, in words for the person who wants it; `null` when it may happen. */
  readonly problem: string | null;
}

/** Each of these moves of refs, and what the rules of the repository say to it. */
export async function judgeMoves(
  ctx: Ctx<"repositories">,
  repoId: string,
  { moves, pusher, by, env = {}, ...planned }: PlannedMoves,
): Promise<JudgedMove[]> {
  const rules = await listRefRules(ctx.db, repoId);
  const defaultBranch = planned.defaultBranch ?? (await defaultBranchOf(ctx, repoId));
  const judged: JudgedMove[] = [];
  for (const move of moves) {
    const update = { ...move, isForced: await isForced(ctx, repoId, { ...move, env }) };
    judged.push({ ...update, problem: checkPush(update, { ...pusher, rules, defaultBranch, by }) });
  }
  return judged;
}

/** What speaks against these moves of refs, in words for the person who wants them; empty when they may happen. */
export async function problemsOfMoves(
  ctx: Ctx<"repositories">,
  repoId: string,
  planned: PlannedMoves,
): Promise<string[]> {
  return (await judgeMoves(ctx, repoId, planned)).flatMap(({ problem }) => problem ?? []);
}

/** Throws `forbidden` (`protected_ref`) for the first move that the rules of the repository refuse. */
export async function assertMayMove(ctx: Ctx<"repositories">, repoId: string, planned: PlannedMoves): Promise<void> {
  const [problem] = await problemsOfMoves(ctx, repoId, planned);
  if (problem) throw gitError("forbidden", problem, { reason: "protected_ref" });
}

interface Move extends RefMove {
  readonly env: Readonly<Record<string, string>>;
}

/** A tag that moves is always rewritten; a branch when the new head does not contain the old one. */
async function isForced(ctx: Ctx<"repositories">, repoId: string, { ref, before, after, env }: Move): Promise<boolean> {
  if (before === null || after === null) return false;
  if (ref.startsWith("refs/tags/")) return true;
  return !(await isAncestor(ctx, repoId, { ancestor: before, commit: after, env }));
}
