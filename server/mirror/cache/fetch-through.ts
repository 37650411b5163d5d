import { setTimeout as sleep } from "node:timers/promises";
import { findAnyRepo, findReadableRepoById, type Repository } from "@/server/hub";
import { isNameOfAccount } from "@/server/identity";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import type { CacheSettings } from "@/server/settings/contract";
import { refusal } from "../refusal";
import { startRun } from "../start-run";
import { type EntryRow, findEntry, findEntryById, forgetRepo, touchEntry } from "../store/cache";
import { findMirror } from "../store/mirrors";
import { findLastRuns, type RunRow } from "../store/runs";
import { type AskedId, type CachePlace, cachePlace } from "./cache-place";
import { beingFetched } from "./pull-through";
import { mayFetch, startFetch } from "./start-fetch";

/**
 * Where an id comes from; `null` also for one below an account of this platform, one that is gone as well: the other hub never
 * hears of such a name, and nobody who has it there answers for the owner here.
 */
async function findPlace(ctx: Ctx, settings: CacheSettings, asked: AskedId): Promise<CachePlace | null> {
  const place = cachePlace(settings, asked);
  if (place === null || (await isNameOfAccount(ctx.db, asked.namespace))) return null;
  return place;
}

/** The repository that was fetched for an id, ready or not; `null` when there is none that the actor may see. */
export async function findCached(ctx: Ctx, asked: AskedId): Promise<Repository | null> {
  const place = await findPlace(ctx, await readSettings(ctx.db), asked);
  const entry = place && (await findEntry(ctx.db, place));
  return entry?.repoId ? findReadableRepoById(ctx, entry.repoId) : null;
}

/**
 * The repository that stands here for an id of another hub: fetched now when the policy lets this caller have it.
 * `null` for what is not to be had, and for everything below an account of this platform. Throws `unavailable` (`being_fetched`, `not_fetched`, reasons of the transport)
 * when it takes longer than a client waits, and `quota_exceeded` (`rate_limited`).
 */
export async function fetchThrough(
  ctx: Ctx<"repositories" | "insideOrigins" | "pullThrough" | "moderation">,
  asked: AskedId,
): Promise<Repository | null> {
  const settings = await readSettings(ctx.db);
  const place = await findPlace(ctx, settings, asked);
  if (place === null) return null;
  const isFetcher = mayFetch(ctx, settings);
  const entry = await presentEntry(ctx, place);
  if (entry?.repoId) await note(ctx, entry);
  else if (!isFetcher) return null;
  else if (isOpen(ctx, entry)) await startFetch(ctx, { settings, place });

  const begun = await findEntry(ctx.db, place);
  if (begun === null || begun.status === "missing") return null;
  // Who may not see it learns nothing by waiting.
  if (begun.repoId && !(await findReadableRepoById(ctx, begun.repoId))) return null;
  if (begun.mirrorId && isFetcher) await startAgain(ctx, begun);
  const repoId = await ctx.live.pullThrough.share(begun.id, () => untilReady(ctx, begun.id));
  return repoId === null ? null : findReadableRepoById(ctx, repoId);
}

/** One whose repository was deleted is as if it had never been. */
async function presentEntry(ctx: Ctx, place: CachePlace): Promise<EntryRow | null> {
  const entry = await findEntry(ctx.db, place);
  if (!entry?.repoId) return entry;
  const repo = await findAnyRepo(ctx, entry.repoId);
  if (repo && repo.deletedAt === null) return entry;
  await forgetRepo(ctx.db, entry.repoId);
  return null;
}

const isOpen = (ctx: Ctx, entry: EntryRow | null) => entry === null || entry.retryAt <= ctx.now();

const USE_MS = 10 * 60_000;

/** Written once in a while: what nobody uses goes first. */
async function note(ctx: Ctx, { id, usedAt }: EntryRow): Promise<void> {
  const now = ctx.now();
  if (now.getTime() - usedAt.getTime() > USE_MS) await touchEntry(ctx.db, id, now);
}

const AGAIN_MS = 5 * 60_000;

/** A first run that failed is tried once more by who asks later. */
async function startAgain(ctx: Ctx, { mirrorId, repoId }: EntryRow): Promise<void> {
  const state = await stateOf(ctx, mirrorId);
  if (state.kind !== "failed" || !state.run.endedAt || repoId === null) return;
  if (ctx.now().getTime() - state.run.endedAt.getTime() < AGAIN_MS) return;
  const repo = await findAnyRepo(ctx, repoId);
  const mirror = await findMirror(ctx.db, state.run.mirrorId);
  if (!repo || !mirror?.isEnabled) return;
  await atomically(ctx, (ctx) => startRun(ctx, { repo, mirror, trigger: "manual" })).catch(unlessRefused);
}

/** Somebody else has started it, or too many wait: the wait that follows says so. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}

type State = { readonly kind: "ready" | "going" } | { readonly kind: "failed"; readonly run: RunRow };

async function stateOf(ctx: Ctx, mirrorId: string | null): Promise<State> {
  const mirror = mirrorId === null ? null : await findMirror(ctx.db, mirrorId);
  if (mirror === null || mirror.syncedAt !== null) return { kind: "ready" };
  const run = (await findLastRuns(ctx.db, [mirror.id])).get(mirror.id);
  const isOver = run?.status === "failed" || run?.status === "cancelled";
  return run && isOver ? { kind: "failed", run } : { kind: "going" };
}

const STEP_MS = 500;
const STEPS = 50;
/** The other hub does not let us have the files: for whoever asks it is not there. */
const CLOSED: ReadonlySet<string | null> = new Set(["remote_refused", "remote_missing", "remote_hidden"]);

/** The repository once its first run is over; `null` when nothing came of it. */
async function untilReady(ctx: Ctx, entryId: string): Promise<string | null> {
  for (let step = 0; step < STEPS; step += 1) {
    const entry = await findEntryById(ctx.db, entryId);
    if (entry === null || entry.status === "missing") return null;
    if (entry.status === "failed") throw notFetched();
    const state = entry.repoId === null ? null : await stateOf(ctx, entry.mirrorId);
    if (state?.kind === "ready") return entry.repoId;
    if (state?.kind === "failed" && CLOSED.has(state.run.reason)) return null;
    if (state?.kind === "failed") throw notFetched();
    await sleep(STEP_MS);
  }
  throw beingFetched();
}

const notFetched = () =>
  refusal("unavailable", "The repository could not be fetched from another hub: ask again in a while", "not_fetched");
