import { allows } from "@/server/access";
import { findAccounts } from "@/server/identity";
import { type Ctx, DomainError } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import type { ContentReason } from "./contract";
import { sumArrivals } from "./store/arrivals";
import * as store from "./store/quotas";

/** What an account keeps in large files, and what it may. */
interface OwnerStorage {
  readonly usedBytes: number;
  /** `null`: as much as it wants. */
  readonly maxBytes: number | null;
  /** Whether that was said of this account; else it is the setting of the installation. */
  readonly isOwnLimit: boolean;
  /** What the setting says; `null`: nothing. */
  readonly installationMaxBytes: number | null;
}

interface Addition {
  /** Repository, bucket or attachment. */
  readonly placeId: string;
  readonly bytes: number;
}

interface Held extends Addition {
  /** Takes what is linked now from what is on its way. */
  readonly endArrivals?: ((ctx: Ctx) => Promise<void>) | undefined;
}

export async function ownerStorage(ctx: Ctx, ownerId: string): Promise<OwnerStorage> {
  const { db } = ctx;
  const [linkedBytes, arrivingBytes, quota, installationMaxBytes] = await Promise.all([
    store.sumPlaces(db, ownerId),
    sumArrivals(ctx, ownerId),
    store.findQuota(db, ownerId),
    defaultLimit(db),
  ]);
  const maxBytes = quota ? quota.maxBytes : installationMaxBytes;
  return { usedBytes: linkedBytes + arrivingBytes, maxBytes, isOwnLimit: quota !== null, installationMaxBytes };
}

/** Gives an account a limit of its own; `null`: none. `undefined`: the setting of the installation holds again. */
export const setOwnerLimit = (ctx: Ctx, ownerId: string, maxBytes: number | null | undefined): Promise<void> =>
  maxBytes === undefined ? store.deleteQuota(ctx.db, ownerId) : store.putQuota(ctx, ownerId, maxBytes);

/**
 * Why its owner may not keep so many bytes more there; `null` when they may. Costs one look where there is no limit. What
 * is on its way is left out: it may be the beginning of these bytes.
 */
export async function overQuota(ctx: Ctx, { placeId, bytes }: Addition): Promise<DomainError | null> {
  const limit = await limitAt(ctx, placeId);
  return limit && exceeded(ctx, limit, { bytes, arrivingBytes: 0 });
}

/** Before anything is sent. Throws `quota_exceeded` (`storage_quota`). */
export async function refuseOverQuota(ctx: Ctx, addition: Addition): Promise<void> {
  const problem = await overQuota(ctx, addition);
  if (problem) throw problem;
}

/**
 * The same where bytes are linked, or come in: what is on its way counts, and nobody else adds for this owner before the
 * caller's transaction ends.
 */
export async function holdQuota(ctx: Ctx, { placeId, bytes, endArrivals }: Held): Promise<void> {
  const limit = await limitAt(ctx, placeId);
  if (limit) await hold(ctx, limit, { bytes, endArrivals });
}

/** The same for what another owner hands over whole. */
export async function holdQuotaOf(ctx: Ctx, { ownerId, bytes }: { ownerId: string; bytes: number }): Promise<void> {
  const quota = await store.findQuota(ctx.db, ownerId);
  const maxBytes = quota ? quota.maxBytes : await defaultLimit(ctx.db);
  if (maxBytes !== null) await hold(ctx, { ownerId, maxBytes }, { bytes });
}

async function hold(ctx: Ctx, limit: Limit, { bytes, endArrivals }: Omit<Held, "placeId">): Promise<void> {
  await store.lockStorageOf(ctx.db, limit.ownerId);
  await endArrivals?.(ctx);
  const problem = await exceeded(ctx, limit, { bytes, arrivingBytes: await sumArrivals(ctx, limit.ownerId) });
  if (problem) throw problem;
}

interface Limit {
  readonly ownerId: string;
  readonly maxBytes: number;
}

/** What holds for the owner of a place; `null` where nothing does. */
export async function limitAt({ db }: Ctx, placeId: string): Promise<Limit | null> {
  const place = await store.findPlace(db, placeId);
  if (!place) return null;
  const maxBytes = place.quota ? place.quota.maxBytes : await defaultLimit(db);
  return maxBytes === null ? null : { ownerId: place.ownerId, maxBytes };
}

const defaultLimit = async (db: Ctx["db"]): Promise<number | null> => (await readSettings(db)).maxOwnerBytes || null;

interface Added {
  readonly bytes: number;
  readonly arrivingBytes: number;
}

async function exceeded(
  ctx: Ctx,
  { ownerId, maxBytes }: Limit,
  { bytes, arrivingBytes }: Added,
): Promise<DomainError | null> {
  const usedBytes = (await store.sumPlaces(ctx.db, ownerId)) + arrivingBytes;
  if (usedBytes + bytes <= maxBytes) return null;
  const name = (await findAccounts(ctx.db, [ownerId])).get(ownerId)?.name ?? "The owner";
  const reason: ContentReason = "storage_quota";
  if (!(await mayKnow(ctx, ownerId))) {
    return new DomainError(
      "quota_exceeded",
      `${name} may not keep ${inWords(bytes)} more in large files: ask them to make room`,
      { reason, details: { addedBytes: bytes } },
    );
  }
  return new DomainError(
    "quota_exceeded",
    `${name} keeps ${inWords(usedBytes)} of the ${inWords(maxBytes)} it may${onItsWay(arrivingBytes)}, and this adds ${inWords(bytes)}: delete large files that are not needed, or ask an administrator for more`,
    { reason, details: { usedBytes, arrivingBytes, maxBytes, addedBytes: bytes } },
  );
}

/** The sum tells of private repositories too: only those who may see all that the account has learn it. */
const mayKnow = (ctx: Ctx, id: string): Promise<boolean> =>
  allows(ctx, "repo.read", { kind: "Account", id, ownerId: id, visibility: "private" });

/** Nothing that is listed anywhere: whoever wonders why there is no room has to hear of it. */
const onItsWay = (bytes: number) => (bytes === 0 ? "" : `, ${inWords(bytes)} of them in uploads that are not finished`);

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

function inWords(bytes: number): string {
  const step = bytes < 1_000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${Number((bytes / 1_000 ** step).toFixed(1))} ${UNITS[step]}`;
}
