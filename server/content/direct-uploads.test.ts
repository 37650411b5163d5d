import { randomBytes, randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createS3Objects } from "@/server/adapters/objects-s3";
import type { Ctx, Dependency } from "@/server/kernel";
import type { ObjectStore } from "@/server/ports/object-store";
import { missingServer } from "@/server/testing/built-server";
import { type S3Server, startS3Server } from "@/server/testing/s3-server";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import {
  findObject,
  openDirectParts,
  openDirectUpload,
  openObject,
  presignObject,
  putObject,
  takeDirectUploads,
} from ".";
import { collectGarbageNow } from "./collect-garbage";
import { keyOf, STAGED_FOLDER } from "./object-key";

const SIZE = 8 * 1024 ** 2;
const SECONDS = 300;
const missing = missingServer("versitygw");
const world = setupWorld();

describe.skipIf(missing)(`files that clients send to the store itself${missing ? ` (${missing})` : ""}`, () => {
  let server: S3Server;
  let objects: ObjectStore;
  beforeAll(async () => {
    server = await startS3Server("versitygw");
    const bucket = await server.newBucket();
    objects = createS3Objects({ ...server, bucket, pathStyle: true, publicEndpoint: server.endpoint });
  });
  afterAll(() => server.stop());

  const inDays = (days: number): Ctx<Dependency> => {
    const ctx = world.later(days * 86_400_000);
    return { ...ctx, ports: { ...ctx.ports, objects } };
  };
  const now = () => inDays(0);

  async function announce(content = randomBytes(SIZE), repoId: string = randomUUID()) {
    const announced = { repoId, oid: shaOf(content), size: content.byteLength };
    const url = await openDirectUpload(now(), announced, SECONDS);
    /** A store that refuses may do so before it has read everything. */
    const send = (body: Buffer = content) =>
      fetch(url ?? "", { method: "PUT", body: new Uint8Array(body) }).then(
        ({ ok }) => ok,
        () => false,
      );
    const taken = () => takeDirectUploads(now(), { repoId, oids: [announced.oid] });
    const kept = () => findObject(now(), announced);
    return { ...announced, content, send, taken, kept };
  }
  async function staged() {
    const keys: string[] = [];
    for await (const { key } of objects.list(STAGED_FOLDER)) keys.push(key);
    return keys;
  }

  test("belong to the repository once they were read back, and to no other", async () => {
    const { repoId, oid, content, send, taken, kept } = await announce();
    expect(await send()).toBe(true);
    expect(await kept()).toBeNull();
    await taken();
    expect(await kept()).toEqual({ size: SIZE });
    expect(await findObject(now(), { repoId: randomUUID(), oid })).toBeNull();
    const { body } = await openObject(now(), { repoId, oid });
    expect((await buffer(body)).equals(content)).toBe(true);
    expect(await staged()).toEqual([]);
  });

  test("are refused when they are others than announced, and nothing is kept", async () => {
    const upload = await announce();
    await upload.send(randomBytes(SIZE));
    await expect(upload.taken()).rejects.toMatchObject({ code: "invalid", reason: "wrong_oid" });
    await upload.taken();
    expect([await upload.kept(), await objects.stat(keyOf(upload.oid)), await staged()]).toEqual([null, null, []]);
  });

  test("are refused with too many bytes", async () => {
    const upload = await announce();
    await upload.send(Buffer.alloc(SIZE + 1));
    await expect(upload.taken()).rejects.toMatchObject({ code: "invalid", reason: "wrong_size" });
    expect([await upload.kept(), await upload.send(), await staged()]).toEqual([null, false, []]);
  });

  test.each([SIZE - 1, 0])("are not there with %i bytes, and can be sent anew", async (size) => {
    const upload = await announce();
    await upload.send(Buffer.alloc(size));
    await upload.taken();
    expect(await upload.kept()).toBeNull();
    await upload.send();
    await upload.taken();
    expect(await upload.kept()).toEqual({ size: SIZE });
  });

  test("come in parts, in any order, and are there with the last of them", async () => {
    const [content, step] = [randomBytes(SIZE + 3 * 1024 ** 2), 5 * 1024 ** 2];
    const repoId = randomUUID();
    const oid = shaOf(content);
    const announced = { repoId, oid, size: content.length };
    const links = (await openDirectParts(now(), { ...announced, partBytes: step }, SECONDS)) ?? [];
    const take = async () => {
      await takeDirectUploads(now(), { repoId, oids: [oid] });
      return findObject(now(), { repoId, oid });
    };
    const send = (index: number) =>
      fetch(links[index] ?? "", { method: "PUT", body: content.subarray(index * step, (index + 1) * step) });
    for (const index of [2, 0]) await send(index);
    expect([links.length, await take()]).toEqual([3, null]);
    await send(1);
    expect(await take()).toEqual({ size: content.length });
    const { body } = await openObject(now(), { repoId, oid });
    expect((await buffer(body)).equals(content)).toBe(true);
  });

  test("are waited for: asking too early loses nothing", async () => {
    const upload = await announce();
    await upload.taken();
    expect(await upload.kept()).toBeNull();
    await upload.send();
    await upload.taken();
    expect(await upload.kept()).toEqual({ size: SIZE });
  });

  test("cannot be changed by their link once they were taken over", async () => {
    const upload = await announce();
    await upload.send();
    await upload.taken();
    expect(await upload.send(randomBytes(SIZE))).toBe(false);
    const { body } = await openObject(now(), upload);
    expect((await buffer(body)).equals(upload.content)).toBe(true);
  });

  test("may be finished by two clients at once, and twice by one", async () => {
    const first = await announce();
    const second = await announce(first.content, first.repoId);
    await Promise.all([first.send(), second.send()]);
    await Promise.all([first.taken(), second.taken()]);
    await first.taken();
    expect(await first.kept()).toEqual({ size: SIZE });
    await collectGarbageNow(inDays(2), new AbortController().signal);
    expect(await staged()).toEqual([]);
    expect(await objects.stat(keyOf(first.oid))).toEqual({ size: SIZE });
  });

  test("are sent through the platform when they are small or larger than can be read back in time", async () => {
    const announced = { repoId: randomUUID(), oid: "ab".repeat(32) };
    expect(await openDirectUpload(now(), { ...announced, size: SIZE - 1 }, SECONDS)).toBeNull();
    expect(await openDirectUpload(now(), { ...announced, size: 3 * 1024 ** 3 }, SECONDS)).toBeNull();
    expect(await openDirectUpload(world.system(), { ...announced, size: SIZE }, SECONDS)).toBeNull();
  });

  test("are forgotten when nobody asks for them in a day", async () => {
    const [sent, opened] = [await announce(), await announce()];
    await sent.send();
    await collectGarbageNow(inDays(2), new AbortController().signal);
    await sent.taken();
    await opened.taken();
    expect([await sent.kept(), await sent.send(), await opened.send()]).toEqual([null, false, false]);
  });

  test("are read by a link of the repository that has them, and of no other", async () => {
    const content = randomBytes(100);
    const oid = shaOf(content);
    const repoId = randomUUID();
    await putObject(now(), { repoId, oid, size: 100, body: new Blob([content]).stream() });
    const url = await presignObject(now(), { repoId, oid, expiresInSeconds: SECONDS });
    const answer = await fetch(url ?? "", { headers: { range: "bytes=10-19" } });
    expect([answer.status, Buffer.from(await answer.arrayBuffer())]).toEqual([206, content.subarray(10, 20)]);
    expect(await presignObject(now(), { repoId: randomUUID(), oid, expiresInSeconds: SECONDS })).toBeNull();
    expect(await presignObject(world.system(), { repoId, oid, expiresInSeconds: SECONDS })).toBeNull();
  });

  test("that the store has damaged never look whole to a reader", async () => {
    const content = randomBytes(300_000);
    const oid = shaOf(content);
    const repoId = randomUUID();
    await putObject(now(), { repoId, oid, size: 300_000, body: new Blob([content]).stream() });
    await objects.put(keyOf(oid), new Blob([content.fill(0, 0, 1)]).stream(), 300_000);
    const { body } = await openObject(now(), { repoId, oid });
    let received = 0;
    const read = async () => {
      for await (const chunk of body) received += chunk.length;
    };
    await expect(read()).rejects.toMatchObject({ code: "unavailable", reason: "object_lost" });
    expect(received).toBeLessThan(300_000);
  });
});
