import { randomBytes } from "node:crypto";
import { buffer, text } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { DirectUpload, DirectUploads, ObjectStore } from "./object-store";

const MIB = 1024 ** 2;
const SECONDS = 300;
const soon = () => new Date(Date.now() + 60_000);

function uploadsOf(store: ObjectStore): DirectUploads {
  if (store.direct === null) throw new Error("This store takes no uploads past the platform");
  return store.direct;
}

async function send(direct: DirectUploads, upload: DirectUpload, [number, body]: [number, Buffer | string]) {
  const url = await direct.presignPart(upload, number, SECONDS);
  const answer = await fetch(url, { method: "PUT", body: new Uint8Array(Buffer.from(body)) });
  return { number, status: answer.status, etag: answer.headers.get("etag") ?? "" };
}

/** For adapters of stores that clients can reach. */
export function conformsToDirectUploads(open: () => Promise<ObjectStore>) {
  takesUploads(open);
  keepsUploadsApart(open);

  test("a link gives the bytes, whole or in part, under the name and type it was made for", async () => {
    const store = await open();
    await store.put("a/b", new Blob(["hello"]).stream(), 5);
    const headers = { contentType: "text/plain", contentDisposition: 'attachment; filename="x.txt"' };
    const url = (await store.presignDownload("a/b", SECONDS, headers)) ?? "";
    const whole = await fetch(url);
    expect([whole.headers.get("content-type"), whole.headers.get("content-disposition")]).toEqual([
      "text/plain",
      'attachment; filename="x.txt"',
    ]);
    expect(await whole.text()).toBe("hello");
    const part = await fetch(url, { headers: { range: "bytes=1-3" } });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 1-3/5", "ell"]);
    const forged = await fetch(String(url).replace("/a/b?", "/a/c?"));
    expect(forged.status).toBe(403);
  });
}

function takesUploads(open: () => Promise<ObjectStore>) {
  test("parts that clients send become an object once they are put together", async () => {
    const store = await open();
    const direct = uploadsOf(store);
    const [first, last] = [randomBytes(5 * MIB), randomBytes(10)];
    const upload = await direct.begin("up/1");
    await send(direct, upload, [2, last]);
    await send(direct, upload, [1, "too early"]);
    await send(direct, upload, [1, first]);
    expect(await store.stat("up/1")).toBeNull();
    const parts = await direct.listParts(upload);
    expect(parts.map(({ number, size }) => [number, size])).toEqual([
      [1, 5 * MIB],
      [2, 10],
    ]);
    await direct.complete(upload, parts);
    expect((await buffer(await store.get("up/1"))).equals(Buffer.concat([first, last]))).toBe(true);
    expect(await store.sweep(soon())).toBe(0);
  });

  test("an object of one small part, and of one that is empty", async () => {
    const store = await open();
    const direct = uploadsOf(store);
    for (const content of ["hello", ""]) {
      const upload = await direct.begin("up/small");
      const { number, etag } = await send(direct, upload, [1, content]);
      await direct.complete(upload, [{ number, etag }]);
      expect(await text(await store.get("up/small"))).toBe(content);
    }
  });
}

function keepsUploadsApart(open: () => Promise<ObjectStore>) {
  test("a link changes nothing once the upload is complete", async () => {
    const store = await open();
    const direct = uploadsOf(store);
    const upload = await direct.begin("up/1");
    const { number, etag } = await send(direct, upload, [1, "first"]);
    await direct.complete(upload, [{ number, etag }]);
    expect((await send(direct, upload, [1, "other"])).status).toBe(404);
    expect(await text(await store.get("up/1"))).toBe("first");
    await expect(direct.listParts(upload)).rejects.toMatchObject({ code: "not_found" });
    await direct.complete(upload, [{ number, etag }]);
    const others = [{ number, etag: "0".repeat(32) }];
    await direct.complete(upload, others).catch(() => null); // stores differ in whether that is an error
    expect(await text(await store.get("up/1"))).toBe("first");
  });

  test("parts that never arrived are refused, and the upload can still be completed", async () => {
    const store = await open();
    const direct = uploadsOf(store);
    const upload = await direct.begin("up/1");
    const { number, etag } = await send(direct, upload, [1, "hello"]);
    const made = [{ number: 1, etag: "0".repeat(32) }];
    await expect(direct.complete(upload, made)).rejects.toMatchObject({ code: "invalid", reason: "bad_parts" });
    await direct.complete(upload, [{ number, etag }]);
    expect(await text(await store.get("up/1"))).toBe("hello");
  });

  test("two uploads to one key do not see each other's parts", async () => {
    const direct = uploadsOf(await open());
    const [one, two] = [await direct.begin("up/1"), await direct.begin("up/1")];
    await send(direct, one, [1, "one"]);
    expect(await direct.listParts(two)).toEqual([]);
    expect(await direct.listParts(one)).toMatchObject([{ number: 1, size: 3 }]);
  });

  test("what was given up or abandoned is gone, with its parts", async () => {
    const store = await open();
    const direct = uploadsOf(store);
    const [given, left] = [await direct.begin("up/1"), await direct.begin("up/2")];
    await send(direct, given, [1, "x"]);
    await send(direct, left, [1, "x"]);
    await direct.abort(given);
    await direct.abort(given);
    await expect(direct.listParts(given)).rejects.toMatchObject({ code: "not_found" });
    expect(await store.sweep(new Date(0))).toBe(0);
    expect(await store.sweep(soon())).toBe(1);
    await expect(direct.listParts(left)).rejects.toMatchObject({ code: "not_found" });
    expect((await send(direct, left, [1, "x"])).status).toBe(404);
  });
}
