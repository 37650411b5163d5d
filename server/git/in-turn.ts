import type { Ctx, Turnstile } from "@/server/kernel";

/**
 * For what may read much of a history or of a tree: few of them run at once, and fewer of one caller, so that quick
 * questions of everybody else do not wait behind them. Throws `unavailable` (`git_busy`).
 */
export const inWalkTurn = <T>(ctx: Ctx<"repositories">, work: () => Promise<T>): Promise<T> =>
  pass(ctx, ctx.live.repositories.walks, work);

/** The same for copies of whole branches and repositories, which take minutes. */
export const inCopyTurn = <T>(ctx: Ctx<"repositories">, work: () => Promise<T>): Promise<T> =>
  pass(ctx, ctx.live.repositories.copies, work);

function pass<T>({ actor, clientAddress }: Ctx, turns: Turnstile, work: () => Promise<T>): Promise<T> {
  // Jobs are bounded by their worker.
  if (actor.kind === "system") return work();
  return turns.pass(work, "userId" in actor ? actor.userId : (clientAddress ?? ""));
}
