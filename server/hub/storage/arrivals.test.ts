import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import {
  cancelUpload,
  completeUpload,
  createUpload,
  ownerStorage,
  putObject,
  putPart,
  registerShard,
} from "@/server/content";
import { collectGarbageNow } from "@/server/content/collect-garbage";
import { type Aggregate, addChunk, rootOf } from "@/server/content/xet/aggregate";
import { hashText } from "@/server/content/xet/hash";
import { fileHash, rangeHash } from "@/server/content/xet/keyed-hash";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { packFile, setupXet, writeShard } from "@/server/testing/xet";
import { hubOperations } from "../operations";

const world = setupWorld();
const xet = setupXet(world);
const KIB = 1024;
const DAY_MS = 24 * 3_600_000;
const FULL = { code: "quota_exceeded", reason: "storage_quota" };
const quiet = new AbortController().signal;

/** Ada, who may keep 100 KiB, and a repository of hers. */
async function limited() {
  const ada = await world.user();
  const admin = world.as(await world.user({ platformRoles: ["admin"] }));
  const ctx = world.as(ada);
  const limit = { name: ada.username, limit: "bytes", maxBytes: 100 * KIB } as const;
  await hubOperations.setStorageLimit.run(admin, limit);
  const { repo } = await repoWith(ctx, { name: "large", texts: { a: "x" } });
  const usedAt = async (at = ctx) => Math.floor((await ownerStorage(at, ada.userId)).usedBytes / KIB);
  return { ctx, repo, to: { repoId: repo.id, ownerId: ada.userId }, usedAt };
}

const succeeded = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === "fulfilled").length;

describe("what is on its way counts before it is linked", () => {
  test("chunks, until a file has them, and as long as they are kept", async () => {
    const { to, usedAt } = await limited();
    const content = randomBytes(60 * KIB);
    const packed = packFile(content);
    await xet.send(to, packed);
    expect(await usedAt()).toBe(60);
    await xet.send(to, packed);
    expect(await usedAt()).toBe(60);
    await expect(xet.send(to, packFile(randomBytes(60 * KIB)))).rejects.toMatchObject({
      ...FULL,
      message: expect.stringContaining("in uploads that are not finished"),
    });
    await xet.claim(to, packed, { oid: shaOf(content) });
    expect(await usedAt()).toBe(60);
    await xet.send(to, packed);
    await xet.claim(to, packed, { oid: shaOf(content) });
    expect(await usedAt()).toBe(60);

    await xet.send(to, packFile(randomBytes(30 * KIB)));
    expect(await usedAt()).toBe(90);
    const later = world.later(36 * DAY_MS);
    await collectGarbageNow(later, quiet);
    expect(await usedAt(later)).toBe(60);
  });

  test("of chunks only what a file brings is linked with it", async () => {
    const { to, usedAt } = await limited();
    const packs = Array.from({ length: 50 }, () => packFile(randomBytes(90 * KIB)));
    const packed = packs.find(({ hashes }) => hashes.length > 1) ?? packFile(Buffer.alloc(0));
    await xet.send(to, packed);
    const unpacked = packed.table.unpackedStart(1);
    const [hash = new Uint8Array()] = packed.hashes;
    const terms = [{ xorb: packed.xorb, start: 0, end: 1, unpacked, proof: hashText(rangeHash(hash)) }];
    const levels: Aggregate = [];
    addChunk(levels, { hash, length: unpacked });
    const bytes = writeShard([{ hash: hashText(fileHash(rootOf(levels))), terms }]);
    await registerShard(world.system(), { ...to, bytes });
    expect(await usedAt()).toBe(90);
  });

  test("chunks that come at the same time, and none of those that fail", async () => {
    const { to, usedAt } = await limited();
    const sent = Array.from({ length: 4 }, () => xet.send(to, packFile(randomBytes(60 * KIB))));
    expect(succeeded(await Promise.allSettled(sent))).toBe(1);
    expect(await usedAt()).toBe(60);
    const broken = { ...packFile(randomBytes(30 * KIB)), xorb: "ab".repeat(32) };
    await expect(xet.send(to, broken)).rejects.toMatchObject({ reason: "bad_xorb" });
    expect(await usedAt()).toBe(60);
  });

  test("parts, until they are put together or given up", async () => {
    const { ctx, repo, usedAt } = await limited();
    const size = 60 * KIB;
    const uploads = await Promise.all(Array.from({ length: 3 }, () => createUpload(ctx, { repoId: repo.id, size })));
    const send = (uploadId = "") => putPart(ctx, { uploadId, number: 1, body: Readable.from([randomBytes(size)]) });
    const outcomes = await Promise.allSettled(uploads.map(({ id }) => send(id)));
    expect(succeeded(outcomes)).toBe(1);
    const kept = uploads[outcomes.findIndex(({ status }) => status === "fulfilled")]?.id;
    await send(kept);
    expect(await usedAt()).toBe(60);
    await completeUpload(ctx, kept ?? "");
    expect(await usedAt()).toBe(60);
    const small = await createUpload(ctx, { repoId: repo.id, size: 30 * KIB });
    await putPart(ctx, { uploadId: small.id, number: 1, body: Readable.from([randomBytes(30 * KIB)]) });
    expect(await usedAt()).toBe(90);
    await cancelUpload(ctx, small.id);
    expect(await usedAt()).toBe(60);
  });

  test("a whole file, from before its first byte comes", async () => {
    const { ctx, repo, usedAt } = await limited();
    const [one, other] = [randomBytes(60 * KIB), randomBytes(60 * KIB)];
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const slow = (async function* () {
      begun.resolve();
      await go.promise;
      yield one;
    })();
    const first = putObject(ctx, { repoId: repo.id, oid: shaOf(one), size: one.byteLength, body: slow });
    await begun.promise;
    const body = Readable.from([other]);
    const second = putObject(ctx, { repoId: repo.id, oid: shaOf(other), size: other.byteLength, body });
    await expect(second).rejects.toMatchObject(FULL);
    go.resolve();
    await first;
    expect(await usedAt()).toBe(60);
  });
});
