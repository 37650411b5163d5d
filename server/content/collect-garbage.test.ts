import { randomBytes, randomUUID } from "node:crypto";
import { utimes } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { createUpload, findObject, linkObject, putObject, putPart, unlinkRepository } from ".";
import { collectGarbageNow } from "./collect-garbage";
import { keyOf, uploadFolder } from "./object-key";

const DAY_MS = 24 * 3_600_000;
const world = setupWorld();
const inDays = (days: number) => world.later(days * DAY_MS);
const collect = (days: number) => collectGarbageNow(inDays(days), new AbortController().signal);
const isKept = async (key: string) => (await world.system().ports.objects.stat(key)) !== null;

async function put() {
  const content = randomBytes(20);
  const object = { repoId: randomUUID(), oid: shaOf(content) };
  const send = (ctx = world.system()) => putObject(ctx, { ...object, size: 20, body: new Blob([content]).stream() });
  await send();
  return { ...object, send };
}

describe("freeing room", () => {
  test("removes what no repository has, after a day, and only that", async () => {
    const [kept, gone] = [await put(), await put()];
    await unlinkRepository(world.system(), gone.repoId);
    await collect(0.5);
    expect(await isKept(keyOf(gone.oid))).toBe(true);
    await collect(1.5);
    expect([await isKept(keyOf(gone.oid)), await isKept(keyOf(kept.oid))]).toEqual([false, true]);
    expect(await findObject(world.system(), kept)).toEqual({ size: 20 });
  });

  test("keeps what another repository still has", async () => {
    const { repoId, oid } = await put();
    const toRepoId = randomUUID();
    await linkObject(world.system(), { fromRepoId: repoId, toRepoId, oid });
    await unlinkRepository(world.system(), repoId);
    await collect(2);
    expect([await isKept(keyOf(oid)), await findObject(world.system(), { repoId: toRepoId, oid })]).toEqual([
      true,
      { size: 20 },
    ]);
  });

  test("what was removed can be uploaded again", async () => {
    const object = await put();
    await unlinkRepository(world.system(), object.repoId);
    await collect(2);
    await object.send();
    expect(await findObject(world.system(), object)).toEqual({ size: 20 });
  });

  test("two collectors at once, and uploads of the same bytes meanwhile, lose nothing that is linked", async () => {
    const all = await Promise.all(Array.from({ length: 10 }, put));
    for (const { repoId } of all) await unlinkRepository(world.system(), repoId);
    const sending = Promise.allSettled(all.map(({ send }) => send(inDays(2))));
    await Promise.all([collect(2), collect(2)]);
    const outcomes = await sending;
    const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ reason: "object_busy" })));
    for (const [index, object] of all.entries()) {
      if (outcomes[index]?.status === "rejected") await object.send(inDays(2));
      expect([await findObject(world.system(), object), await isKept(keyOf(object.oid))]).toEqual([{ size: 20 }, true]);
    }
  });

  test("removes uploads that nobody finished, with their parts", async () => {
    const ctx = world.as(world.stranger());
    const { id } = await createUpload(ctx, { repoId: randomUUID(), size: 3 });
    await putPart(ctx, { uploadId: id, number: 1, body: new Blob(["abc"]).stream() });
    await collect(2);
    expect(await isKept(`${uploadFolder(id)}1`)).toBe(true);
    await collect(4);
    expect(await isKept(`${uploadFolder(id)}1`)).toBe(false);
  });

  test("removes old bytes that no row knows, such as those a backup brought back", async () => {
    const { objects } = world.system().ports;
    const known = await put();
    const keys = [keyOf("ab".repeat(32)), `${uploadFolder(randomUUID())}1`, keyOf("cd".repeat(32))];
    for (const key of keys) await objects.put(key, new Blob(["x"]).stream(), 1);
    for (const key of [...keys.slice(0, 2), keyOf(known.oid)]) {
      await utimes(objects.localPath(key) ?? "", new Date(0), new Date(0));
    }
    await collect(0);
    expect(await Promise.all([...keys, keyOf(known.oid)].map(isKept))).toEqual([false, false, true, true]);
  });
});
