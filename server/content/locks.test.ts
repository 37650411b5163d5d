import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { fileLocks } from "@/db/schema/content";
import type { Resource } from "@/server/access";
import { newRow, type UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { createLock, listLocks, removeLock } from ".";

const world = setupWorld();

function repository(members: Record<string, "admin" | "write">) {
  const ownerId = randomUUID();
  const repo: Resource = { kind: "Repository", id: randomUUID(), ownerId, visibility: "private" };
  const people = Object.entries(members).map(([name, role]): [string, UserActor] => [
    name,
    world.stranger({ username: name, memberships: [{ organizationId: ownerId, role, teams: [], groups: [] }] }),
  ]);
  const by = Object.fromEntries(people);
  const as = (name: string) => world.as(by[name] ?? world.stranger());
  return { repo, as, repoId: repo.id };
}

describe("locking a file", () => {
  test("is told to whoever wants the same file, and to nobody of another repository", async () => {
    const { repoId, as } = repository({ ada: "write", bob: "write" });
    const lock = await createLock(as("ada"), { repoId, path: "a.bin" });
    await expect(createLock(as("bob"), { repoId, path: "a.bin" })).rejects.toMatchObject({
      code: "conflict",
      reason: "path_locked",
      details: { lock },
    });
    await createLock(as("bob"), { repoId: randomUUID(), path: "a.bin" });
  });

  test("lists in pages, by path and by id", async () => {
    const { repoId, as } = repository({ ada: "write" });
    const lock = (path: string) => createLock(as("ada"), { repoId, path });
    const made = [await lock("a"), await lock("b"), await lock("c")].sort((one, two) => (one.id < two.id ? -1 : 1));
    const first = await listLocks(as("ada"), { repoId, limit: 2 });
    expect(first).toEqual({ items: made.slice(0, 2), nextAfter: made[1]?.id });
    expect(await listLocks(as("ada"), { repoId, limit: 2, after: made[1]?.id ?? "" })).toEqual({
      items: made.slice(2),
      nextAfter: null,
    });
    expect((await listLocks(as("ada"), { repoId, limit: 9, path: "b" })).items).toMatchObject([{ path: "b" }]);
  });

  test("ends by its owner, or by an administrator who insists; never by another writer", async () => {
    const { repo, repoId, as } = repository({ ada: "write", bob: "write", root: "admin" });
    const lock = await createLock(as("ada"), { repoId, path: "a" });
    const removal = { repo, lockId: lock.id };
    await expect(removeLock(as("bob"), { ...removal, isForced: false })).rejects.toMatchObject({
      reason: "lock_of_another",
    });
    await expect(removeLock(as("bob"), { ...removal, isForced: true })).rejects.toMatchObject({ code: "forbidden" });
    await expect(removeLock(as("root"), { ...removal, isForced: false })).rejects.toMatchObject({
      reason: "lock_of_another",
    });
    expect(await removeLock(as("root"), { ...removal, isForced: true })).toEqual(lock);
    await expect(removeLock(as("ada"), { ...removal, isForced: false })).rejects.toMatchObject({ code: "not_found" });
    const again = await createLock(as("ada"), { repoId, path: "a" });
    expect(await removeLock(as("ada"), { repo, lockId: again.id, isForced: false })).toEqual(again);
  });

  test("of another repository does not exist here", async () => {
    const [here, there] = [repository({ ada: "admin" }), repository({ ada: "admin" })];
    const lock = await createLock(there.as("ada"), { repoId: there.repoId, path: "a" });
    await expect(
      removeLock(here.as("ada"), { repo: here.repo, lockId: lock.id, isForced: true }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("refuses a path that is none", async () => {
    const { repoId, as } = repository({ ada: "write" });
    await expect(createLock(as("ada"), { repoId, path: "../a" })).rejects.toMatchObject({ reason: "bad_path" });
    const random = (parts: number) => Array.from({ length: parts }, () => randomBytes(120).toString("hex")).join("/");
    await expect(createLock(as("ada"), { repoId, path: random(16) })).rejects.toMatchObject({ reason: "bad_path" });
    expect(await createLock(as("ada"), { repoId, path: random(8) })).toMatchObject({ userId: expect.any(String) });
  });

  test("is refused where very many are locked already", async () => {
    const { repoId, as } = repository({ ada: "write" });
    const ctx = world.system();
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      ...newRow(ctx),
      ...{ repoId, path: `file-${index}`, userId: randomUUID() },
    }));
    await ctx.db.insert(fileLocks).values(rows);
    await expect(createLock(as("ada"), { repoId, path: "one more" })).rejects.toMatchObject({
      code: "too_large",
      reason: "too_many_locks",
    });
    const { items } = await listLocks(as("ada"), { repoId, limit: 1 });
    await ctx.db.delete(fileLocks).where(eq(fileLocks.id, items[0]?.id ?? ""));
    expect(await createLock(as("ada"), { repoId, path: "one more" })).toMatchObject({ path: "one more" });
  });
});
