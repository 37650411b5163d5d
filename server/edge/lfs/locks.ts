import { z } from "zod";
import { personOf } from "@/server/access";
import { createLock, listLocks, removeLock } from "@/server/content";
import { FileLock } from "@/server/content/contract";
import { type Ctx, DomainError, notFound } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { answer } from "./answer";
import { readJson } from "./read-json";
import type { LfsDirectory, LfsRepository } from "./repository";
import { CreateLockRequest, ListLocksQuery, UnlockRequest, VerifyLocksRequest } from "./wire";

type NamesOf = LfsDirectory["namesOf"];
const MAX_PAGE = 100;

/** `POST locks`. */
export async function lock(exchange: Exchange, { resource }: LfsRepository, namesOf: NamesOf): Promise<void> {
  const { ctx } = exchange;
  const { path } = await readJson(exchange, CreateLockRequest);
  try {
    const made = await createLock(ctx, { repoId: resource.id, path });
    answer(exchange, 201, { lock: await showOne(ctx, made, namesOf) });
  } catch (error) {
    const existing = FileLock.safeParse(error instanceof DomainError ? error.details.lock : undefined);
    if (!existing.success) throw error;
    const held = await showOne(ctx, existing.data, namesOf);
    answer(exchange, 409, { lock: held, message: "already created lock" });
  }
}

/** `GET locks`. */
export async function list(exchange: Exchange, { resource }: LfsRepository, namesOf: NamesOf): Promise<void> {
  const { ctx, query } = exchange;
  const asked = ListLocksQuery.safeParse(Object.fromEntries([...query].filter(([, value]) => value !== "")));
  if (!asked.success) throw new DomainError("invalid", "The query is not usable", { cause: asked.error });
  const { path, id, cursor, limit } = asked.data;
  if (id !== undefined && !isId(id)) return answer(exchange, 200, { locks: [] });
  const { items, nextAfter } = await listLocks(ctx, {
    repoId: resource.id,
    limit: pageSize(limit),
    ...after(cursor),
    ...(path !== undefined && { path }),
    ...(id !== undefined && { id }),
  });
  answer(exchange, 200, { locks: await show(ctx, items, namesOf), ...(nextAfter && { next_cursor: nextAfter }) });
}

/** `POST locks/verify`: called before every push; whose locks are in the way. */
export async function verifyLocks(exchange: Exchange, { resource }: LfsRepository, namesOf: NamesOf): Promise<void> {
  const { ctx } = exchange;
  const { userId } = personOf(ctx);
  const { cursor, limit } = await readJson(exchange, VerifyLocksRequest);
  const page = { repoId: resource.id, limit: pageSize(limit), ...after(cursor) };
  const { items, nextAfter } = await listLocks(ctx, page);
  const [ours, theirs] = await Promise.all(
    [true, false].map((isOurs) =>
      show(
        ctx,
        items.filter((item) => (item.userId === userId) === isOurs),
        namesOf,
      ),
    ),
  );
  answer(exchange, 200, { ours, theirs, ...(nextAfter && { next_cursor: nextAfter }) });
}

interface Unlock extends LfsRepository {
  readonly lockId: string;
}

/** `POST locks/{id}/unlock`. */
export async function unlock(exchange: Exchange, { resource, lockId }: Unlock, namesOf: NamesOf): Promise<void> {
  const { ctx } = exchange;
  const { force } = await readJson(exchange, UnlockRequest);
  if (!isId(lockId)) throw notFound("Lock", lockId);
  const removed = await removeLock(ctx, { repo: resource, lockId, isForced: force === true });
  answer(exchange, 200, { lock: await showOne(ctx, removed, namesOf) });
}

const isId = (text: string) => z.uuid().safeParse(text).success;
const pageSize = (limit: number | null | undefined) => Math.min(Math.max(limit || MAX_PAGE, 1), MAX_PAGE);

function after(cursor: string | null | undefined) {
  if (!cursor) return {};
  if (!isId(cursor)) throw new DomainError("invalid", "The cursor does not belong to this list");
  return { after: cursor };
}

async function show(ctx: Ctx, locks: readonly FileLock[], namesOf: NamesOf) {
  const names = await namesOf(ctx, [...new Set(locks.map(({ userId }) => userId))]);
  return locks.map(({ id, path, userId, lockedAt }) => ({
    id,
    path,
    locked_at: lockedAt.toISOString(),
    owner: { name: names.get(userId) ?? "unknown" },
  }));
}

const showOne = async (ctx: Ctx, lock: FileLock, namesOf: NamesOf) => (await show(ctx, [lock], namesOf))[0];
