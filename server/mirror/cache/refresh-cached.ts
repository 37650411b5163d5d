import { setTimeout as sleep } from "node:timers/promises";
import type { Repository } from "@/server/hub";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { startRun } from "../start-run";
import { findEntryOfRepo } from "../store/cache";
import { findMirror, type MirrorRow } from "../store/mirrors";
import { findLastRuns, findRun } from "../store/runs";
import { beingFetched } from "./pull-through";
import { mayFetch } from "./start-fetch";

const PAUSE_MS = 5 * 60_000;
const STEP_MS = 500;
const STEPS = 50;

/**
 * For somebody who asks a fetched repository for a revision that is not here: brings it up to date, at most once in
 * five minutes. `true` when it has been. Throws `unavailable` (`being_fetched`) when that takes long.
 */
export async function refreshCached(ctx: Ctx<"pullThrough">, repo: Repository): Promise<boolean> {
  const settings = await readSettings(ctx.db);
  if (settings.cache === "off" || !mayFetch(ctx, settings)) return false;
  const entry = await findEntryOfRepo(ctx.db, repo.id);
  const mirror = entry?.mirrorId ? await findMirror(ctx.db, entry.mirrorId) : null;
  const runId = mirror?.isEnabled ? await runFor(ctx, repo, mirror) : null;
  return runId !== null && ctx.live.pullThrough.share(runId, () => untilOver(ctx, runId));
}

/** The run that goes on, or a new one; `null` shortly after the last. */
async function runFor(ctx: Ctx, repo: Repository, mirror: MirrorRow): Promise<string | null> {
  const last = (await findLastRuns(ctx.db, [mirror.id])).get(mirror.id);
  if (last && last.endedAt === null) return last.id;
  if (last && ctx.now().getTime() - last.createdAt.getTime() < PAUSE_MS) return null;
  return atomically(ctx, async (ctx) => (await startRun(ctx, { repo, mirror, trigger: "manual" })).id).catch(
    (error: unknown) => {
      if (error instanceof DomainError) throw beingFetched();
      throw error;
    },
  );
}

async function untilOver(ctx: Ctx, runId: string): Promise<boolean> {
  for (let step = 0; step < STEPS; step += 1) {
    const run = await findRun(ctx.db, runId);
    if (run === null || run.endedAt !== null) return run?.status === "succeeded";
    await sleep(STEP_MS);
  }
  throw beingFetched();
}
