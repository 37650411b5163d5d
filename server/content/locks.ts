import { authorize, personOf, type Resource } from "@/server/access";
import { type Ctx, DomainError, notFound } from "@/server/kernel";
import type { ContentReason, FileLock } from "./contract";
import { safePath } from "./safe-path";
import { countLocks, deleteLock, insertLock, type LockFilter, type LockRow, listLockRows } from "./store/locks";

const MAX_PATH_BYTES = 2_048;
/** Whoever pushes reads through all of them. */
const MAX_LOCKS = 10_000;

/**
 * Tells the others that the caller edits a file. The caller of this function has authorised writing. Throws `conflict`
 * (`path_locked`, the lock in the details), `invalid` (`bad_path`), `too_large` (`too_many_locks`).
 */
export async function createLock(ctx: Ctx, { repoId, path }: { repoId: string; path: string }): Promise<FileLock> {
  const { userId } = personOf(ctx);
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) throw pathTooLong();
  if ((await countLocks(ctx.db, repoId)) >= MAX_LOCKS) throw tooManyLocks();
  const row = await insertLock(ctx, { repoId, path: safePath(path), userId });
  if (row) return lockOf(row);
  const [existing] = await listLockRows(ctx.db, { repoId, path, limit: 1 });
  const reason: ContentReason = "path_locked";
  throw new DomainError("conflict", "Somebody has locked this file", {
    reason,
    details: { lock: existing && lockOf(existing) },
  });
}

function pathTooLong() {
  const reason: ContentReason = "bad_path";
  return new DomainError("invalid", `A path has at most ${MAX_PATH_BYTES} bytes`, { reason });
}

function tooManyLocks() {
  const reason: ContentReason = "too_many_locks";
  return new DomainError("too_large", `A repository has at most ${MAX_LOCKS} locks: unlock files first`, { reason });
}

/** Locks of a repository, oldest first; `nextAfter` continues the list. */
export async function listLocks(ctx: Ctx, filter: LockFilter) {
  const rows = await listLockRows(ctx.db, { ...filter, limit: filter.limit + 1 });
  const items = rows.slice(0, filter.limit).map(lockOf);
  return { items, nextAfter: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null };
}

interface Removal {
  readonly repo: Resource;
  readonly lockId: string;
  /** Also a lock of somebody else, by an administrator of the repository. */
  readonly isForced: boolean;
}

/** Throws `not_found`; `forbidden` (`lock_of_another`) unless it is the caller's own, or forced by an administrator. */
export async function removeLock(ctx: Ctx, { repo, lockId, isForced }: Removal): Promise<FileLock> {
  const { userId } = personOf(ctx);
  const [row] = await listLockRows(ctx.db, { repoId: repo.id, id: lockId, limit: 1 });
  if (!row) throw notFound("Lock", lockId);
  if (row.userId !== userId) {
    const reason: ContentReason = "lock_of_another";
    if (!isForced) throw new DomainError("forbidden", "Somebody else has locked this file", { reason });
    await authorize(ctx, "repo.admin", repo);
  }
  await deleteLock(ctx.db, row.id);
  return lockOf(row);
}

const lockOf = ({ id, path, userId, createdAt }: LockRow): FileLock => ({ id, path, userId, lockedAt: createdAt });
