import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import type { UserActor } from "@/server/kernel";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { cancelUpload, completeUpload, createUpload, findObject, getUpload, openObject, putPart } from ".";
import { uploadFolder } from "./object-key";

const MIB = 1024 ** 2;
const world = setupWorld();
const bytes = (size: number, fill: string) => new Blob([Buffer.alloc(size, fill)]).stream();

async function begin(size: number, actor: UserActor = world.stranger()) {
  const ctx = world.as(actor);
  const upload = await createUpload(ctx, { repoId: randomUUID(), size });
  return { ctx, upload, uploadId: upload.id };
}

async function partsLeft(uploadId: string) {
  const keys: string[] = [];
  for await (const { key } of world.system().ports.objects.list(uploadFolder(uploadId))) keys.push(key);
  return keys;
}

describe("sending a file in parts", () => {
  test("arrives whole, in whatever order the parts came, also when one came twice", async () => {
    const { ctx, upload, uploadId } = await begin(16 * MIB + 3);
    expect(upload).toMatchObject({ partBytes: 16 * MIB, partCount: 2, receivedParts: [] });

    await putPart(ctx, { uploadId, number: 2, body: bytes(3, "z") });
    expect(await getUpload(ctx, uploadId)).toMatchObject({ receivedParts: [2], oid: null });
    await putPart(ctx, { uploadId, number: 1, body: bytes(16 * MIB, "x") });
    await putPart(ctx, { uploadId, number: 2, body: bytes(3, "b") });

    const done = await completeUpload(ctx, uploadId);
    const content = Buffer.concat([Buffer.alloc(16 * MIB, "x"), Buffer.from("bbb")]);
    expect(done).toEqual({ oid: shaOf(content), size: content.length });
    const { body } = await openObject(ctx, {
      repoId: upload.repoId,
      oid: done.oid,
      range: { start: 16 * MIB - 1, end: 16 * MIB + 2 },
    });
    expect(await text(body)).toBe("xbbb");
    expect(await completeUpload(ctx, uploadId)).toEqual(done);
    expect(await partsLeft(uploadId)).toEqual([]);
  });

  test("of no bytes needs no part", async () => {
    const { ctx, uploadId } = await begin(0);
    expect(await completeUpload(ctx, uploadId)).toMatchObject({ size: 0 });
  });

  test("says which parts are missing", async () => {
    const { ctx, uploadId } = await begin(40 * MIB);
    await putPart(ctx, { uploadId, number: 2, body: bytes(16 * MIB, "x") });
    await expect(completeUpload(ctx, uploadId)).rejects.toMatchObject({
      code: "conflict",
      reason: "parts_missing",
      details: { parts: [1, 3] },
    });
  });

  test.each([2, 4])("refuses a part of 3 bytes with %i", async (size) => {
    const { ctx, uploadId } = await begin(3);
    await expect(putPart(ctx, { uploadId, number: 1, body: bytes(size, "x") })).rejects.toMatchObject({
      reason: "wrong_size",
    });
    expect(await getUpload(ctx, uploadId)).toMatchObject({ receivedParts: [] });
  });

  test.each([0, -1, 2, 1.5, Number.NaN])("has no part %d", async (number) => {
    const { ctx, uploadId } = await begin(3);
    await expect(putPart(ctx, { uploadId, number, body: bytes(3, "x") })).rejects.toMatchObject({ code: "not_found" });
  });

  test("is nobody else's to continue, to complete, or to see", async () => {
    const { uploadId } = await begin(3);
    const other = world.as(world.stranger());
    for (const attempt of [
      () => getUpload(other, uploadId),
      () => putPart(other, { uploadId, number: 1, body: bytes(3, "x") }),
      () => completeUpload(other, uploadId),
      () => cancelUpload(other, uploadId),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("is over after three days without a part", async () => {
    const actor = world.stranger();
    const { uploadId } = await begin(3, actor);
    const later = world.as(actor, () => new Date(Date.now() + 3 * 86_400_000 + 1_000));
    await expect(getUpload(later, uploadId)).rejects.toMatchObject({ code: "not_found" });
  });

  test("takes no part once it is complete, and none is kept when it is given up", async () => {
    const { ctx, upload, uploadId } = await begin(3);
    await putPart(ctx, { uploadId, number: 1, body: bytes(3, "x") });
    const { oid } = await completeUpload(ctx, uploadId);
    await expect(putPart(ctx, { uploadId, number: 1, body: bytes(3, "y") })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await findObject(ctx, { repoId: upload.repoId, oid })).toEqual({ size: 3 });

    const given = await begin(3);
    await putPart(given.ctx, { uploadId: given.uploadId, number: 1, body: bytes(3, "x") });
    await cancelUpload(given.ctx, given.uploadId);
    expect(await partsLeft(given.uploadId)).toEqual([]);
  });

  test("is refused to one who has a hundred unfinished ones, and for a file nobody has", async () => {
    const actor = world.stranger();
    for (let count = 0; count < 100; count++) await begin(1, actor);
    await expect(begin(1, actor)).rejects.toMatchObject({ code: "quota_exceeded", reason: "too_many_uploads" });
    await expect(begin(5 * 1024 ** 4)).rejects.toMatchObject({ code: "too_large" });
  });
});
