import { randomBytes } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFilesystemObjects } from "@/server/adapters/objects-filesystem";
import { createMovingObjects } from "@/server/adapters/objects-moving";
import { createS3Objects } from "@/server/adapters/objects-s3";
import type { ObjectStore } from "@/server/ports/object-store";
import { missingServer } from "@/server/testing/built-server";
import { type S3Server, startS3Server } from "@/server/testing/s3-server";
import { shaOf } from "@/server/testing/sha-of";
import { moveObjects } from "./move-objects";

const files = async () => createFilesystemObjects({ root: await mkdtemp(join(tmpdir(), "objects-")) });
const never = new AbortController().signal;
const bytes = (content: Buffer | string) => new Blob([new Uint8Array(Buffer.from(content))]).stream();

async function put(store: ObjectStore, content: Buffer | string = randomBytes(200)) {
  const oid = shaOf(content);
  const key = `lfs/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`;
  await store.put(key, bytes(content), Buffer.byteLength(content));
  return { key, content };
}
async function keysOf(store: ObjectStore) {
  const keys: string[] = [];
  for await (const { key } of store.list("")) keys.push(key);
  return keys.sort();
}
const move = (to: ObjectStore, from: ObjectStore, more: { keepsOriginals?: boolean; signal?: AbortSignal } = {}) =>
  moveObjects({ to, from, keepsOriginals: false, say: () => undefined, signal: never, ...more });

const missing = missingServer("versitygw");

describe.skipIf(missing)(`moving objects into an S3 store${missing ? ` (${missing})` : ""}`, () => {
  let server: S3Server;
  beforeAll(async () => {
    server = await startS3Server("versitygw");
  });
  afterAll(() => server.stop());
  const s3 = async () => createS3Objects({ ...server, bucket: await server.newBucket(), pathStyle: true });

  test("copies before the switch, finishes after it, and comes back the same way", async () => {
    const [from, to] = [await files(), await s3()];
    const all = await Promise.all(Array.from({ length: 12 }, () => put(from)));
    await from.put("avatars/x", bytes("not named by its hash"), 21);

    expect(await move(to, from, { keepsOriginals: true })).toMatchObject({ copied: 13, present: 0, removed: 0 });
    const late = await put(from);
    expect(await move(to, from, { keepsOriginals: true })).toMatchObject({ copied: 1, present: 13, removed: 0 });
    expect(await move(to, from)).toMatchObject({ copied: 0, present: 14, removed: 14, damaged: [] });
    expect(await keysOf(from)).toEqual([]);
    for (const { key, content } of [...all, late]) {
      expect((await buffer(await to.get(key))).equals(Buffer.from(content))).toBe(true);
    }
    expect(await text(await to.get("avatars/x"))).toBe("not named by its hash");

    expect(await move(from, to)).toMatchObject({ copied: 14, removed: 14 });
    expect([await keysOf(to), (await keysOf(from)).length]).toEqual([[], 14]);
  });

  test("loses nothing that is written, read and removed meanwhile", async () => {
    const [from, to] = [await files(), await s3()];
    const both = createMovingObjects({ to, from });
    const old = await Promise.all(Array.from({ length: 30 }, () => put(from)));
    const moving = move(to, from);
    const fresh = await Promise.all(Array.from({ length: 10 }, () => put(both)));
    for (const { key } of old.slice(0, 5)) await both.remove(key);
    const read = await Promise.all(
      old.slice(5).map(async ({ key, content }) => (await buffer(await both.get(key))).equals(Buffer.from(content))),
    );
    await moving;
    expect(new Set(read)).toEqual(new Set([true]));
    for (const { key, content } of [...old.slice(5), ...fresh]) {
      expect((await buffer(await to.get(key))).equals(Buffer.from(content))).toBe(true);
    }
    expect(await keysOf(from)).toEqual([]);
  });
});

describe("moving objects", () => {
  test("goes on where it was interrupted", async () => {
    const [from, to] = [await files(), await files()];
    await Promise.all(Array.from({ length: 20 }, () => put(from)));
    const stopping = new AbortController();
    const counted: ObjectStore = {
      ...to,
      async put(key, body, size) {
        await to.put(key, body, size);
        if ((await keysOf(to)).length >= 5) stopping.abort();
      },
    };
    const first = await move(counted, from, { signal: stopping.signal });
    expect(first.copied).toBeLessThan(20);
    const second = await move(to, from);
    expect(first.copied + second.copied + second.present).toBe(20);
    expect([(await keysOf(to)).length, await keysOf(from)]).toEqual([20, []]);
  });

  test("leaves a damaged original where it is and tells of it", async () => {
    const [from, to] = [await files(), await files()];
    const { key } = await put(from, "right");
    await from.put(key, bytes("wrong"), 5);
    expect(await move(to, from)).toMatchObject({ copied: 0, removed: 0, damaged: [key] });
    expect([await to.stat(key), await from.stat(key)]).toEqual([null, { size: 5 }]);
  });

  test("replaces a copy that is not what its name says, before the original goes", async () => {
    const [from, to] = [await files(), await files()];
    const { key } = await put(from, "right");
    await to.put(key, bytes("wrong"), 5);
    expect(await move(to, from)).toMatchObject({ copied: 1, removed: 1 });
    expect(await text(await to.get(key))).toBe("right");
  });

  test("keeps away from what somebody still sends", async () => {
    const [from, to] = [await files(), await files()];
    for (const key of ["uploads/a/1", "staged/b"]) await from.put(key, bytes("x"), 1);
    expect(await move(to, from)).toMatchObject({ copied: 0, waiting: 2, removed: 0 });
    expect(await keysOf(to)).toEqual([]);
  });
});
