import { atomically, type Ctx, publish, userIdOf } from "@/server/kernel";
import { refsChanged } from "./events";
import { readRefs } from "./list-refs";
import { listHeads, lockHeads, putHeads, removeHeads } from "./store";

/**
 * Tells the platform where refs are now: writes the recorded heads and publishes what changed since. Level-triggered,
 * so it may run late or twice. Looks again afterwards, since another writer may have moved a ref in between.
 */
export async function recordHeads(ctx: Ctx<"repositories">, repoId: string): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    const refs = await readRefs(ctx, repoId);
    const isSettled = await atomically(ctx, (ctx) => writeHeads(ctx, repoId, refs));
    if (isSettled) return;
  }
}

/** True when nothing was different any more. */
async function writeHeads(ctx: Ctx, repoId: string, refs: ReadonlyMap<string, string>): Promise<boolean> {
  await lockHeads(ctx.db, repoId);
  const recorded = await listHeads(ctx.db, repoId);
  const changes = [...new Set([...recorded.keys(), ...refs.keys()])]
    .map((ref) => ({ ref, before: recorded.get(ref) ?? null, after: refs.get(ref) ?? null }))
    .filter(({ before, after }) => before !== after);
  if (changes.length === 0) return true;

  const recordedAt = ctx.now();
  await putHeads(
    ctx.db,
    changes.flatMap(({ ref, after }) => (after === null ? [] : [{ repoId, ref, commit: after, recordedAt }])),
  );
  await removeHeads(
    ctx.db,
    repoId,
    changes.filter(({ after }) => after === null).map(({ ref }) => ref),
  );
  await publish(ctx, refsChanged, { repoId, changes, pusherId: userIdOf(ctx.actor) });
  return false;
}
