import type { Ctx } from "@/server/kernel";
import { checkPush, matchesRef, type Pusher, type RefMoveKind, type RefUpdate } from "./check-push";
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
  planned: PlannedMoves,
): Promise<JudgedMove[]> {
  const book = await bookOf(ctx, repoId, planned);
  const judged: JudgedMove[] = [];
  for (const move of planned.moves) {
    const update = { ...move, isForced: await rewrites(ctx, repoId, { ...move, env: planned.env ?? {} }) };
    judged.push({ ...update, problem: checkPush(update, book) });
  }
  return judged;
}

async function bookOf(ctx: Ctx<"repositories">, repoId: string, { pusher, by, defaultBranch }: PlannedMoves) {
  const rules = await listRefRules(ctx.db, repoId);
  return { ...pusher, by, rules, defaultBranch: defaultBranch ?? (await defaultBranchOf(ctx, repoId)) };
}

/** What speaks against these moves of refs, in words for the person who wants them; empty when they may happen. */
export async function problemsOfMoves(
  ctx: Ctx<"repositories">,
  repoId: string,
  planned: PlannedMoves,
): Promise<string[]> {
  const book = await bookOf(ctx, repoId, planned);
  const problems: string[] = [];
  for (const move of planned.moves) {
    // Whether history is changed takes a process of git, and matters to rules alone.
    const isRuled = book.rules.some(({ pattern }) => matchesRef(pattern, move.ref));
    const isForced = isRuled && (await rewrites(ctx, repoId, { ...move, env: planned.env ?? {} }));
    const problem = checkPush({ ...move, isForced }, book);
    if (problem) problems.push(problem);
  }
  return problems;
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
async function rewrites(ctx: Ctx<"repositories">, repoId: string, { ref, before, after, env }: Move): Promise<boolean> {
  if (before === null || after === null) return false;
  if (ref.startsWith("refs/tags/")) return true;
  return !(await isAncestor(ctx, repoId, { ancestor: before, commit: after, env }));
}
