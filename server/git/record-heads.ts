import { atomically, type Ctx, publish, userIdOf } from "@/server/kernel";
import { refsChanged } from "./events";
import { readRefs } from "./list-refs";
import { listHeads, lockHeads, putHeads, removeHeads } from "./store";

/**
 * Tells the platform where refs are now: writes the recorded heads and publishes what changed since. Level-triggered,
 * so it may run late or twice. Looks at what it wrote again afterwards, since another writer may have moved it in between.
 */
export async function recordHeads(ctx: Ctx<"repositories">, repoId: string): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    const refs = await readRefs(ctx, repoId);
    const written = await atomically(ctx, (ctx) => writeHeads(ctx, repoId, refs));
    if (await areStillThere(ctx, repoId, written)) return;
  }
}

async function areStillThere(ctx: Ctx<"repositories">, repoId: string, written: readonly Change[]): Promise<boolean> {
  const reader = ctx.live.repositories.objects(repoId);
  const found = await Promise.all(
    written.map(async ({ ref, after }) => ((await reader.info(ref))?.oid ?? null) === after),
  );
  return found.every(Boolean);
}

interface Change {
  readonly ref: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What was different. */
async function writeHeads(ctx: Ctx, repoId: string, refs: ReadonlyMap<string, string>): Promise<readonly Change[]> {
  await lockHeads(ctx.db, repoId);
  const recorded = await listHeads(ctx.db, repoId);
  const changes = [...new Set([...recorded.keys(), ...refs.keys()])]
    .map((ref) => ({ ref, before: recorded.get(ref) ?? null, after: refs.get(ref) ?? null }))
    .filter(({ before, after }) => before !== after);
  if (changes.length === 0) return [];

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
  return changes;
}
