import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import {
  findDuplicates,
  findObject,
  findXetHashes,
  linkObject,
  openObject,
  putObject,
  reconstruct,
  registerShard,
  sizesOfRepositories,
  sumReceived,
  unlinkRepository,
} from "@/server/content";
import { createLatest } from "@/server/kept/latest";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { packFile, setupXet, termOf, writeShard } from "@/server/testing/xet";
import { collectGarbageNow } from "../collect-garbage";
import { materialize } from "../materialize";
import { type Aggregate, addChunk, rootOf } from "./aggregate";
import type { ChunkTable } from "./chunk-table";
import { hashText } from "./hash";
import { fileHash } from "./keyed-hash";
import { verifyFileNow } from "./verify-file";
import { tableKey, xorbKey } from "./xorb-key";

const world = setupWorld();
const { stream, tenant, send, claim, upload } = setupXet(world);
const DAY_MS = 24 * 3_600_000;
const quiet = new AbortController().signal;

async function read(repoId: string, oid: string, range?: { start: number; end: number }) {
  return buffer((await openObject(world.system(), { repoId, oid, ...(range && { range }) })).body);
}

/** Random bytes, text and floats: packed in all three ways. */
function mixed(size = 300_000) {
  const floats = Buffer.from(new Float32Array(size / 4).map((_, at) => Math.sin(at) / 100).buffer);
  return Buffer.concat([randomBytes(size), Buffer.from("words and words ".repeat(size / 16)), floats]);
}

describe("keeping Xet files", () => {
  test("a file that came in chunks is read like any other, whole and in parts", async () => {
    const { repoId, oid, content } = await upload(mixed());
    expect(await findObject(world.system(), { repoId, oid })).toEqual({ size: content.byteLength });
    expect((await read(repoId, oid)).equals(content)).toBe(true);
    for (const [start, end] of [
      [0, 0],
      [299_990, 300_020],
      [131_071, 131_072],
      [content.byteLength - 1, content.byteLength + 500],
      [1, content.byteLength - 2],
    ] as const) {
      expect((await read(repoId, oid, { start, end })).equals(content.subarray(start, end + 1))).toBe(true);
    }
    await expect(read(repoId, oid, { start: content.byteLength, end: content.byteLength })).rejects.toMatchObject({
      reason: "range_not_satisfiable",
    });
  });

  test("a run gets it as a file, and finds it complete the next time", async () => {
    const { repoId, oid, content } = await upload(mixed(64_000));
    const into = `${world.folder()}/run-${randomUUID()}`;
    const plan = { repoId, files: [{ path: "model.bin", oid }], into };
    await materialize(world.system(), plan);
    await materialize(world.system(), plan);
    expect((await readFile(`${into}/model.bin`)).equals(content)).toBe(true);
  });

  test("sending everything again changes nothing, and what was sent for a file is counted once", async () => {
    const to = tenant();
    const { packed, oid, content } = await upload(randomBytes(200_000), to);
    await send(to, packed);
    expect(await claim(to, packed, { oid })).toBe(false);
    const { received, size } = await sumReceived(world.system(), { repoId: to.repoId, oids: [oid] });
    expect([received, size]).toEqual([packed.bytes.byteLength, content.byteLength]);
    expect((await sizesOfRepositories(world.system(), [to.repoId])).get(to.repoId)).toBe(content.byteLength);

    const other = tenant();
    await claim(other, packed, { oid });
    expect((await sumReceived(world.system(), { repoId: other.repoId, oids: [oid] })).received).toBe(0);
  });

  test("two clients that finish the same xorb and the same shard at once both succeed", async () => {
    const content = randomBytes(400_000);
    const packed = packFile(content);
    const [one, two] = [tenant(), tenant()];
    await Promise.all([send(one, packed), send(two, packed), send(one, packed)]);
    await Promise.all([one, two, one].map((to) => claim(to, packed, { oid: shaOf(content) })));
    for (const { repoId } of [one, two]) expect((await read(repoId, shaOf(content))).equals(content)).toBe(true);
  });

  test("an object that somebody has as a Xet file is linked from there, and from nowhere else", async () => {
    const { repoId, oid, content } = await upload(randomBytes(20_000));
    const toRepoId = randomUUID();
    await expect(linkObject(world.system(), { fromRepoId: randomUUID(), toRepoId, oid })).rejects.toMatchObject({
      code: "not_found",
    });
    await linkObject(world.system(), { fromRepoId: repoId, toRepoId, oid });
    expect((await read(toRepoId, oid)).equals(content)).toBe(true);
  });
});

describe("shards that claim what is not so", () => {
  test("a xorb of somebody else is of no use without its chunks", async () => {
    const { packed, content } = await upload(randomBytes(150_000));
    const thief = tenant();
    for (const proof of ["00".repeat(32), packed.xorb, packed.file]) {
      await expect(claim(thief, packed, { term: { proof } })).rejects.toMatchObject({ reason: "bad_shard" });
    }
    expect(await findObject(world.system(), { repoId: thief.repoId, oid: shaOf(content) })).toBeNull();
    await expect(reconstruct(world.system(), { repoId: thief.repoId, hash: packed.file })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("terms that are empty, beyond the xorb or of another length; a xorb that is not there; another file hash", async () => {
    const to = tenant();
    const packed = packFile(randomBytes(150_000));
    await send(to, packed);
    const { count } = packed.table;
    for (const term of [{ start: count }, { end: 0 }, { end: count + 1 }, { end: 0xff_ff_ff_ff }, { unpacked: 7 }]) {
      await expect(claim(to, packed, { term })).rejects.toMatchObject({ reason: "bad_shard" });
    }
    await expect(claim(to, packed, { term: { xorb: "cd".repeat(32) } })).rejects.toMatchObject({
      reason: "xorb_missing",
    });
    await expect(claim(to, packed, { file: "cd".repeat(32) })).rejects.toMatchObject({ reason: "bad_shard" });
  });

  test("a shard that has the same tables read again and again ends before long", async () => {
    const to = tenant();
    const packs = [packFile(randomBytes(8_000)), packFile(randomBytes(8_000))];
    for (const packed of packs) await send(to, packed);
    const ctx = world.system();
    const tables = createLatest<ChunkTable>({ most: 1 });
    const small = { ...ctx, live: { ...ctx.live, objects: { ...ctx.live.objects, tables } } };
    const shard = (rounds: number) => {
      const terms = Array.from({ length: rounds }, () => packs.map(termOf)).flat();
      return registerShard(small, { ...to, bytes: writeShard([{ hash: "ab".repeat(32), terms }]) });
    };
    await expect(shard(10)).rejects.toThrow("The hash of a file is not that of its chunks");
    await expect(shard(1_050)).rejects.toThrow("back and forth between too many xorbs");
  });

  test("a shard that was cut anywhere, or whose counts lie, is refused", async () => {
    const to = tenant();
    const packed = packFile(randomBytes(9_000));
    await send(to, packed);
    const shard = writeShard([{ hash: packed.file, terms: [termOf(packed)], oid: "ab".repeat(32) }]);
    const register = (bytes: Buffer) => registerShard(world.system(), { ...to, bytes });
    for (let end = 0; end < shard.byteLength; end += 24) {
      await expect(register(shard.subarray(0, end))).rejects.toMatchObject({ reason: "bad_shard" });
    }
    for (const [at, value] of [
      [0, 1],
      [32, 3],
      [48 + 36, 0],
      [48 + 36, 0xff_ff_ff_ff],
      [48 + 32, 0],
    ] as const) {
      const changed = Buffer.from(shard);
      changed.writeUInt32LE(value, at);
      await expect(register(changed)).rejects.toMatchObject({ reason: "bad_shard" });
    }
  });
});

describe("claims about a SHA-256", () => {
  test("a wrong one holds for its own repository until somebody looks, and is gone then", async () => {
    const [poison, wanted] = [randomBytes(90_000), randomBytes(90_000)];
    const packed = packFile(poison);
    const to = tenant();
    await send(to, packed);
    await claim(to, packed, { oid: shaOf(wanted) });
    expect(await findObject(world.system(), { repoId: randomUUID(), oid: shaOf(wanted) })).toBeNull();

    const real = packFile(wanted);
    await send(to, real);
    await expect(claim(to, real, { oid: shaOf(wanted) })).rejects.toMatchObject({ reason: "claim_unverified" });
    await verifyFileNow(world.system(), packed.file, quiet);
    expect(await findObject(world.system(), { repoId: to.repoId, oid: shaOf(wanted) })).toBeNull();
    await claim(to, real, { oid: shaOf(wanted) });
    await verifyFileNow(world.system(), real.file, quiet);
    expect((await read(to.repoId, shaOf(wanted))).equals(wanted)).toBe(true);

    await expect(claim(tenant(), packed, { oid: shaOf(wanted) })).rejects.toMatchObject({ reason: "claim_refuted" });
    await expect(claim(to, real, { oid: shaOf(poison) })).rejects.toMatchObject({ reason: "claim_refuted" });
  });

  test("one that nobody has verified never stands in for an object that the repository has whole", async () => {
    const content = randomBytes(30_000);
    const to = tenant();
    const body = stream(content);
    await putObject(world.system(), { repoId: to.repoId, oid: shaOf(content), size: content.byteLength, body });
    const poison = packFile(randomBytes(30_000));
    await send(to, poison);
    await claim(to, poison, { oid: shaOf(content) });
    expect((await read(to.repoId, shaOf(content))).equals(content)).toBe(true);
    expect(await findXetHashes(world.system(), { repoId: to.repoId, oids: [shaOf(content)] })).toEqual(new Map());
  });
});

describe("questions for duplicates", () => {
  test("are answered for the repositories of one owner, and hide the hashes of chunks", async () => {
    const { packed, ownerId } = await upload(randomBytes(500_000));
    const [first = Buffer.alloc(32)] = packed.hashes;
    const chunkHash = Buffer.from(first).swap64().toString("hex");
    const answer = Buffer.from((await findDuplicates(world.system(), { ownerId, chunkHash })) ?? []);
    expect(answer.includes(Buffer.from(packed.xorb, "hex").swap64())).toBe(true);
    for (const hash of packed.hashes) expect(answer.includes(hash)).toBe(false);
    expect(await findDuplicates(world.system(), { ownerId: randomUUID(), chunkHash })).toBeNull();
    expect(await findDuplicates(world.system(), { ownerId, chunkHash: "ef".repeat(32) })).toBeNull();
  });
});

describe("a xorb of one chunk", () => {
  test("is called like its chunk, so it is named to nobody who asks for another one", async () => {
    const to = tenant();
    const [known, other] = [packFile(randomBytes(500_000)), packFile(randomBytes(5_000))];
    const levels: Aggregate = [];
    for (const { table, hashes } of [known, other]) {
      for (const [chunk, hash] of hashes.entries()) {
        addChunk(levels, { hash, length: table.unpackedStart(chunk + 1) - table.unpackedStart(chunk) });
      }
    }
    const file = { hash: hashText(fileHash(rootOf(levels))), terms: [termOf(known), termOf(other)] };
    for (const packed of [known, other]) await send(to, packed);
    await registerShard(world.system(), { ...to, bytes: writeShard([file]) });
    expect(hashText(other.hashes[0] ?? new Uint8Array())).toBe(other.xorb);

    const asked = { ownerId: to.ownerId, chunkHash: hashText(known.hashes[0] ?? new Uint8Array()) };
    const answer = Buffer.from((await findDuplicates(world.system(), asked)) ?? []);
    const names = (xorb: string) => answer.includes(Buffer.from(xorb, "hex").swap64());
    expect([names(known.xorb), names(other.xorb)]).toEqual([true, false]);
  });
});

describe("collecting", () => {
  const later = (days: number) => world.later(days * DAY_MS);

  test("a xorb stays for five weeks after the last client was told of it, then a day more, then it goes", async () => {
    const { repoId, packed, ownerId, oid } = await upload(randomBytes(40_000));
    const kept = await upload(randomBytes(40_000));
    const chunkHash = Buffer.from(packed.hashes[0] ?? [])
      .swap64()
      .toString("hex");
    await unlinkRepository(world.system(), repoId);
    await collectGarbageNow(later(2), quiet);
    await collectGarbageNow(later(34), quiet);
    expect(await world.system().ports.objects.stat(xorbKey(packed.xorb))).not.toBeNull();
    expect(await findDuplicates(world.system(), { ownerId, chunkHash })).not.toBeNull();

    await collectGarbageNow(later(36), quiet);
    expect(await findDuplicates(world.system(), { ownerId, chunkHash })).toBeNull();
    expect(await world.system().ports.objects.stat(xorbKey(packed.xorb))).not.toBeNull();
    await collectGarbageNow(later(38), quiet);
    for (const key of [xorbKey(packed.xorb), tableKey(packed.xorb)]) {
      expect(await world.system().ports.objects.stat(key)).toBeNull();
    }
    expect((await read(kept.repoId, kept.oid)).equals(kept.content)).toBe(true);
    expect(await findObject(world.system(), { repoId, oid })).toBeNull();
  });

  test("a client that remembers a retired xorb may still use it, and it stays", async () => {
    const { repoId, packed, oid, content } = await upload(randomBytes(40_000));
    await unlinkRepository(world.system(), repoId);
    await collectGarbageNow(later(2), quiet);
    await collectGarbageNow(later(36), quiet);
    const back = tenant();
    await claim(back, packed, { oid, ctx: later(36.5) });
    await collectGarbageNow(later(38), quiet);
    expect((await read(back.repoId, oid)).equals(content)).toBe(true);
  });
});
