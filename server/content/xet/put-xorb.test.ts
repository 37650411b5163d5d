import { randomBytes, randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { openObject, putXorb } from "@/server/content";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { packFile, setupXet } from "@/server/testing/xet";
import { readChunkTable } from "./chunk-table";
import { CHUNK_HEADER_BYTES, readChunkHeader, SCHEME, unpackChunk, writeChunkHeader } from "./packed-chunk";
import { tableKey, xorbKey } from "./xorb-key";

const world = setupWorld();
const { stream, tenant, send, claim } = setupXet(world);

describe("xorbs that are not what they say", () => {
  const header = (...[version = 0, packed = 0, scheme = 0, unpacked = 0]: readonly number[]) => {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt8(version, 0);
    bytes.writeUIntLE(packed, 1, 3);
    bytes.writeUInt8(scheme, 4);
    bytes.writeUIntLE(unpacked, 5, 3);
    return bytes;
  };
  const ten = Buffer.from("0123456789");
  const frame = packFile(Buffer.from("abc ".repeat(10_000))).bytes;

  test.each<[string, Buffer]>([
    ["no byte at all", Buffer.alloc(0)],
    ["a header that was cut", header(0, 10, 0, 10).subarray(0, 5)],
    ["an unknown version", Buffer.concat([header(1, 10, 0, 10), ten])],
    ["an unknown scheme", Buffer.concat([header(0, 10, 3, 10), ten])],
    ["a chunk of no byte", header(0, 0, 0, 0)],
    ["a chunk of 16 MiB", Buffer.concat([header(0, 10, 1, 0xff_ff_ff), ten])],
    ["16 MiB of packed bytes", Buffer.concat([header(0, 0xff_ff_ff, 1, 10), ten])],
    ["two lengths of raw bytes", Buffer.concat([header(0, 10, 0, 11), ten])],
    ["more bytes promised than sent", Buffer.concat([header(0, 11, 0, 11), ten])],
    ["packed bytes that are none", Buffer.concat([header(0, 10, 1, 10), ten])],
    ["a frame that was cut", Buffer.concat([header(0, 20, 1, 40_000), frame.subarray(8, 28)])],
    ["a frame that holds less", Buffer.concat([header(0, frame.byteLength - 8, 1, 39_999), frame.subarray(8)])],
    ["a frame that holds more", Buffer.concat([header(0, frame.byteLength - 8, 1, 50_000), frame.subarray(8)])],
    ["bytes behind the last chunk", Buffer.concat([header(0, 10, 0, 10), ten, Buffer.from([0, 1])])],
    [
      "too many chunks",
      Buffer.concat(Array.from({ length: 8_193 }, () => Buffer.concat([header(0, 1, 0, 1), Buffer.of(7)]))),
    ],
  ])("%s: refused, and nothing is kept", async (_, bytes) => {
    const hash = randomBytes(32).toString("hex");
    const sent = putXorb(world.system(), {
      hash,
      repoId: randomUUID(),
      lane: "",
      size: bytes.byteLength,
      body: stream(bytes),
    });
    await expect(sent).rejects.toMatchObject({ code: "invalid", reason: "bad_xorb" });
    expect(await world.system().ports.objects.stat(xorbKey(hash))).toBeNull();
  });

  test("another hash, another length than announced, more than a xorb may have", async () => {
    const { bytes, xorb } = packFile(randomBytes(50_000));
    const put = (facts: { hash?: string; size?: number }) =>
      putXorb(world.system(), {
        lane: "",
        hash: xorb,
        size: bytes.byteLength,
        repoId: randomUUID(),
        body: stream(bytes),
        ...facts,
      });
    await expect(put({ hash: "ab".repeat(32) })).rejects.toMatchObject({ reason: "bad_xorb" });
    await expect(put({ size: bytes.byteLength + 5 })).rejects.toMatchObject({ reason: "bad_xorb" });
    await expect(put({ size: 69 * 1_024 ** 2 })).rejects.toMatchObject({ code: "too_large" });
  });

  test("a client that vanishes leaves nothing behind, and its second try succeeds", async () => {
    const packed = packFile(randomBytes(3_000_000));
    const vanishing = (async function* () {
      yield packed.bytes.subarray(0, 2_000_000);
      throw new Error("aborted");
    })();
    const facts = { hash: packed.xorb, size: packed.bytes.byteLength };
    await expect(putXorb(world.system(), { ...tenant(), ...facts, lane: "", body: vanishing })).rejects.toThrow(
      "aborted",
    );
    expect(await world.system().ports.objects.stat(xorbKey(packed.xorb))).toBeNull();
    await send(tenant(), packed);
    expect(await world.system().ports.objects.stat(xorbKey(packed.xorb))).not.toBeNull();
  });

  test("a known xorb is looked at like a new one", async () => {
    const packed = packFile(randomBytes(50_000));
    await send(tenant(), packed);
    const bytes = Buffer.from(packed.bytes);
    bytes.writeUInt8(bytes.readUInt8(bytes.byteLength - 1) ^ 1, bytes.byteLength - 1);
    await expect(send(tenant(), { ...packed, bytes })).rejects.toMatchObject({ reason: "bad_xorb" });
  });

  test("the footer of older clients is left out", async () => {
    const content = randomBytes(70_000);
    const packed = packFile(content);
    const to = tenant();
    const bytes = Buffer.concat([packed.bytes, Buffer.from("XETBLOB\u0001"), randomBytes(300)]);
    await send(to, { ...packed, bytes });
    await claim(to, packed, { oid: shaOf(content) });
    const { body } = await openObject(world.system(), { repoId: to.repoId, oid: shaOf(content) });
    expect((await buffer(body)).equals(content)).toBe(true);
    const table = await buffer(await world.system().ports.objects.get(tableKey(packed.xorb)));
    expect(readChunkTable(table).packedStart(packed.table.count)).toBe(packed.bytes.byteLength);
  });
});

/** The same chunks, none of them packed. */
function unpackedFile(packed: ReturnType<typeof packFile>) {
  const chunks: Buffer[] = [];
  for (let at = 0; at < packed.bytes.byteLength; ) {
    const header = readChunkHeader(packed.bytes, at);
    const start = at + CHUNK_HEADER_BYTES;
    at = start + header.packed;
    const content = unpackChunk(packed.bytes.subarray(start, at), header);
    const size = content.byteLength;
    chunks.push(writeChunkHeader({ scheme: SCHEME.raw, packed: size, unpacked: size }), Buffer.from(content));
  }
  return { ...packed, bytes: Buffer.concat(chunks) };
}

test("of two packings at once the first that is stored stays, with its own table", async () => {
  for (let round = 0; round < 12; round += 1) {
    const content = Buffer.concat([randomBytes(40_000), Buffer.from("words ".repeat(50_000)), randomBytes(200_000)]);
    const small = packFile(content);
    const large = unpackedFile(small);
    expect(large.bytes.byteLength).toBeGreaterThan(small.bytes.byteLength);
    const [one, two, oid] = [tenant(), tenant(), shaOf(content)];
    await Promise.all([send(one, small), send(two, large), send(one, large), send(two, small)]);
    for (const to of [one, two]) {
      await claim(to, small, { oid });
      const { body } = await openObject(world.system(), { repoId: to.repoId, oid });
      expect((await buffer(body)).equals(content)).toBe(true);
    }
    const { objects } = world.system().ports;
    const table = readChunkTable(await buffer(await objects.get(tableKey(small.xorb))));
    expect((await objects.stat(xorbKey(small.xorb)))?.size).toBe(table.packedStart(table.count));
  }
});
