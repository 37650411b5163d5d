import { type Ctx, DomainError, networkOf, type Turnstile } from "@/server/kernel";
import type { GitReason } from "./contract";

/**
 * For what may read much of a history or of a tree: few of them run at once, and fewer of one caller, so that quick
 * questions of everybody else do not wait behind them. Throws `unavailable` (`git_busy`).
 */
export const inWalkTurn = <T>(ctx: Ctx<"repositories">, work: () => Promise<T>): Promise<T> =>
  pass(ctx, ctx.live.repositories.walks, work);

/** For numbers that a page can do without: `null` where the walk found no turn, took too long or held too much. */
export async function walkOrNull<T>(ctx: Ctx<"repositories">, work: () => Promise<T>): Promise<T | null> {
  try {
    return await inWalkTurn(ctx, work);
  } catch (error) {
    if (error instanceof DomainError && TOO_MUCH.has(error.reason ?? "")) return null;
    throw error;
  }
}

/** Reasons for which a walk was not done to its end. */
export const TOO_MUCH: ReadonlySet<string> = new Set<string>([
  "git_busy",
  "git_timeout",
  "too_many_files",
] satisfies GitReason[]);

/** The same for what holds all files of a tree in memory: commits, and merges of all kinds. */
export const inTreeTurn = <T>(ctx: Ctx<"repositories">, work: () => Promise<T>): Promise<T> =>
  pass(ctx, ctx.live.repositories.trees, work);

/** The same for looking whether refs lead to a commit, which every page asks. */
export const inReachTurn = <T>(ctx: Ctx<"repositories">, work: () => Promise<T>): Promise<T> =>
  pass(ctx, ctx.live.repositories.reaches, work);

/** The same for copies of whole branches and repositories, which take minutes. */
export const inCopyTurn = <T>(ctx: Ctx<"repositories">, work: () => Promise<T>): Promise<T> =>
  pass(ctx, ctx.live.repositories.copies, work);

function pass<T>(ctx: Ctx, turns: Turnstile, work: () => Promise<T>): Promise<T> {
  // Jobs are bounded by their worker.
  if (ctx.actor.kind === "system") return work();
  return turns.pass(work, laneOf(ctx));
}

/** The same for bytes of commits, which come as slowly as a line lets them; call what it returns exactly once. */
export async function enterImportTurn(ctx: Ctx<"repositories">): Promise<() => void> {
  if (ctx.actor.kind === "system") return () => {};
  return ctx.live.repositories.imports.enter(laneOf(ctx));
}

/** For patterns that somebody who commits wrote: readers who walk through histories do not keep them waiting. */
export const inAttributesTurn = <T>(ctx: Ctx<"repositories">, work: () => Promise<T>): Promise<T> =>
  pass(ctx, ctx.live.repositories.attributes, work);

/** Who shares the places of one caller: a person, or the network of a visitor. */
export const laneOf = ({ actor, clientAddress }: Ctx): string =>
  "userId" in actor ? actor.userId : networkOf(clientAddress ?? "");
