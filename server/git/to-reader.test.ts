import { expect, test } from "vitest";
import type { Ctx } from "@/server/kernel";
import { gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { openBlob, statPaths, toReader } from ".";

const world = setupWorld();
const { signal } = new AbortController();

/** A file that no pipe holds at once. */
async function file() {
  const { ctx, repoId, commit } = await gitRepository(world.as(await world.user()));
  const head = await commit("one", [put("large", Buffer.alloc(4_000_000, "a"))]);
  const [entry] = await statPaths(ctx, repoId, { commit: head, paths: ["large"] });
  const read = async (as: Ctx<"repositories"> = ctx, reader = { signal }) =>
    toReader(as, (await openBlob(as, repoId, entry?.oid ?? "")).body, reader);
  return { ctx, read };
}

async function sizeOf(body: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const chunk of body) size += chunk.byteLength;
  return size;
}

test("one caller reads sixteen files at once, the next waits for the first that ends; others and jobs pass by", async () => {
  const { read } = await file();
  const open = await Promise.all(Array.from({ length: 16 }, () => read()));
  let isIn = false;
  const waiting = read().then((body) => {
    isIn = true;
    return sizeOf(body);
  });
  expect(await sizeOf(await read(world.as(await world.user())))).toBe(4_000_000);
  expect(await sizeOf(await read(world.system()))).toBe(4_000_000);
  expect(isIn).toBe(false);
  const sizes = [...open.map(sizeOf), waiting];
  expect(await Promise.all(sizes)).toEqual(sizes.map(() => 4_000_000));
});

test("a place is free again when its reader is gone, or stops, and too many that wait are refused", async () => {
  const { read } = await file();
  const gone = new AbortController();
  const [first] = await Promise.all([read(), ...Array.from({ length: 15 }, () => read(undefined, gone))]);
  const waiting = Array.from({ length: 512 }, () => read());
  await expect(read()).rejects.toMatchObject({ code: "unavailable", reason: "git_busy" });
  gone.abort();
  for await (const _ of first ?? []) break;
  await Promise.all(waiting.slice(0, 16));
});

test("a reader that takes nothing makes room, and is told so later", async () => {
  const { read } = await file();
  const slow = { signal, idleMs: 50 };
  const bodies = await Promise.all(Array.from({ length: 16 }, () => read(undefined, slow)));
  const [begun, ...others] = bodies.map((body) => body[Symbol.asyncIterator]());
  expect((await begun?.next())?.done).toBe(false);
  await Promise.all(Array.from({ length: 16 }, () => read()));
  await expect(begun?.next()).rejects.toMatchObject({ code: "unavailable", reason: "git_timeout" });
  await expect(others[0]?.next()).rejects.toMatchObject({ reason: "git_timeout" });
});
