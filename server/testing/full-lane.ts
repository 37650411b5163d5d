import { inWalkTurn } from "@/server/git";
import type { Ctx } from "@/server/kernel";

/** Takes all places for walks that a caller has, and all that may wait; call what it returns to end that. */
export function fillLane(ctx: Ctx<"repositories">): () => Promise<void> {
  const { promise: end, resolve } = Promise.withResolvers<void>();
  const walks = Array.from({ length: 19 }, () => inWalkTurn(ctx, () => end));
  return async () => {
    resolve();
    await Promise.all(walks);
  };
}
