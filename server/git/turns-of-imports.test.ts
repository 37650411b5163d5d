import { expect, test } from "vitest";
import { AUTHOR, gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { commitFiles, type FileOperation } from ".";

const world = setupWorld();

test("one account has four commits whose bytes arrive and 24 that wait; others and jobs pass by", async () => {
  const ctx = world.as(await world.user());
  const { repoId } = await gitRepository(ctx);
  const { promise: end, resolve } = Promise.withResolvers<void>();
  let arriving = 0;
  async function* slowly(): AsyncGenerator<FileOperation> {
    yield put(`${ctx.id()}.txt`, "some");
    arriving += 1;
    await end;
  }
  const commitOf = (operations: Iterable<FileOperation> | AsyncIterable<FileOperation>, by = ctx) =>
    commitFiles(by, repoId, { branch: "main", message: "Add", author: AUTHOR, operations });
  const first = Array.from({ length: 4 }, () => commitOf(slowly()));
  await expect.poll(() => arriving).toBe(4);
  const waiting = Array.from({ length: 25 }, () => commitOf(slowly()));
  await expect(Promise.race(waiting)).rejects.toMatchObject({ code: "unavailable", reason: "git_busy" });

  await commitOf([put("a", "of somebody else")], world.as(await world.user()));
  await commitOf([put("b", "of a job")], world.system());
  expect(arriving).toBe(4);
  resolve();
  await Promise.allSettled([...first, ...waiting]);
  expect(arriving).toBe(28);
});

test("a commit whose bytes end in an error makes room", async () => {
  const ctx = world.as(await world.user());
  const { repoId } = await gitRepository(ctx);
  async function* broken(): AsyncGenerator<FileOperation> {
    yield put("a", "some");
    throw new Error("gone");
  }
  const attempts = Array.from({ length: 12 }, () =>
    commitFiles(ctx, repoId, { branch: "main", message: "Add", author: AUTHOR, operations: broken() }),
  );
  const ends = await Promise.allSettled(attempts);
  expect(ends.map((end) => end.status === "rejected" && String(end.reason))).toEqual(Array(12).fill("Error: gone"));
});
