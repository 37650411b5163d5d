import { personOf } from "@/server/access";
import { assertFewStars } from "@/server/git";
import type { Repository } from "@/server/hub";
import { type Ctx, newRow } from "@/server/kernel";
import { type Direction, MAX_PUSH_MIRRORS } from "./contract";
import { refuseSkipping } from "./mirror";
import type { RemotePlace } from "./place";
import { refusal } from "./refusal";
import {
  countPushMirrors,
  insertMirror,
  isFollowing,
  lockMirrorsOf,
  type MirrorRow,
  placeColumns,
} from "./store/mirrors";

interface NewMirror {
  readonly direction: Direction;
  readonly isOneOff: boolean;
  readonly mayReplace: boolean;
  readonly place: RemotePlace;
  readonly remoteUser: string | null;
  readonly credential: string | null;
  readonly refs: readonly string[];
  readonly skipFiles: readonly string[];
  readonly intervalMinutes: number | null;
}

/**
 * Writes a mirror of a repository. Call it in a transaction. Throws `conflict` (`already_mirrored`) for a second one to
 * pull from, `quota_exceeded` (`too_many_mirrors`) for too many to push to.
 */
export async function addMirror(ctx: Ctx, repo: Repository, given: NewMirror): Promise<MirrorRow> {
  refuseSkipping(given);
  assertFewStars([...given.refs, ...given.skipFiles], []);
  await lockMirrorsOf(ctx.db, repo.id);
  await refuseMore(ctx, repo, given.direction);
  const { place, credential, intervalMinutes, mayReplace, refs, skipFiles, ...facts } = given;
  const start = newRow(ctx);
  const row: MirrorRow = {
    ...start,
    ...facts,
    ...placeColumns(place),
    repoId: repo.id,
    creatorId: ctx.actor.kind === "system" ? repo.creatorId : personOf(ctx).userId,
    credential: credential === null ? null : ctx.seal(credential),
    refs: [...refs],
    skipFiles: [...skipFiles],
    intervalMinutes,
    isEnabled: true,
    mayReplace,
    isComplete: false,
    nextRunAt: nextRunAfter(start.createdAt, intervalMinutes),
    syncedAt: null,
    failures: 0,
    movedAt: null,
  };
  await insertMirror(ctx.db, row);
  return row;
}

async function refuseMore(ctx: Ctx, repo: Repository, direction: Direction): Promise<void> {
  if (direction === "pull") {
    if (!(await isFollowing(ctx.db, repo.id))) return;
    throw refusal("conflict", "The repository follows another one already: end that mirror first", "already_mirrored");
  }
  if ((await countPushMirrors(ctx.db, repo.id)) < MAX_PUSH_MIRRORS) return;
  throw refusal(
    "quota_exceeded",
    `A repository is pushed to at most ${MAX_PUSH_MIRRORS} places: end one first`,
    "too_many_mirrors",
  );
}

const MINUTE_MS = 60_000;

export const nextRunAfter = (moment: Date, intervalMinutes: number | null): Date | null =>
  intervalMinutes === null ? null : new Date(moment.getTime() + intervalMinutes * MINUTE_MS);
