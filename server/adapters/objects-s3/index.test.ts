import { randomBytes } from "node:crypto";
import { link, mkdtemp, readFile, stat, utimes } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DomainError } from "@/server/kernel";
import { conformsToDirectUploads } from "@/server/ports/direct-uploads.conformance";
import { conformsToObjectStore } from "@/server/ports/object-store.conformance";
import { missingServer } from "@/server/testing/built-server";
import { S3_SERVERS, type S3Server, startS3Server } from "@/server/testing/s3-server";
import { createS3Objects, type S3Config } from ".";

const MIB = 1024 ** 2;

describe.each(S3_SERVERS)("objects in %s", (name) => {
  const missing = missingServer(name);

  describe.skipIf(missing)(missing ?? "a real server", () => {
    let server: S3Server;
    beforeAll(async () => {
      server = await startS3Server(name);
    });
    afterAll(() => server.stop());

    const config = async (more: Partial<S3Config> = {}): Promise<S3Config> => ({
      ...server,
      bucket: await server.newBucket(),
      pathStyle: true,
      publicEndpoint: server.endpoint,
      partBytes: 5 * MIB,
      cacheFolder: await mkdtemp(join(tmpdir(), "copies-")),
      ...more,
    });
    const open = async (more: Partial<S3Config> = {}) => createS3Objects(await config(more));

    conformsToObjectStore(open);
    conformsToDirectUploads(open);

    test("an object of many parts is moved piece by piece", async () => {
      const store = await open({ copyBytes: 5 * MIB });
      const content = randomBytes(12 * MIB + 7);
      await store.put("from", new Blob([content]).stream(), content.byteLength);
      await store.move("from", "to");
      expect((await buffer(await store.get("to"))).equals(content)).toBe(true);
      expect(await store.stat("from")).toBeNull();
    });

    test("a copy is made once, and stays while somebody has a link to it", async () => {
      const store = await open();
      const copyOf = (key: string) => store.localCopy(key, (body) => body).then((path) => path ?? "");
      for (const key of ["a/1", "a/2"]) await store.put(key, new Blob(["hello"]).stream(), 5);
      const [linked, unlinked] = [await copyOf("a/1"), await copyOf("a/2")];
      await store.remove("a/1");
      expect([await copyOf("a/1"), (await stat(linked)).mode & 0o777]).toEqual([linked, 0o444]);
      await link(linked, `${linked}-of-a-run`);
      for (const path of [linked, unlinked]) await utimes(path, new Date(0), new Date(0));
      await store.sweep(new Date(Date.now() - 60_000));
      expect(await readFile(linked, "utf8")).toBe("hello");
      await expect(stat(unlinked)).rejects.toThrow("ENOENT");
    });

    test("a copy of wrong bytes is not kept", async () => {
      const store = await open();
      await store.put("key", new Blob(["hello"]).stream(), 5);
      const refuse = async function* (body: AsyncIterable<Uint8Array>) {
        yield* body;
        throw new DomainError("unavailable", "These are others", { reason: "object_lost" });
      };
      await expect(store.localCopy("key", refuse)).rejects.toMatchObject({ reason: "object_lost" });
      expect(await readFile((await store.localCopy("key", (body) => body)) ?? "", "utf8")).toBe("hello");
    });

    test("wrong keys and a bucket that is not there are told to the operator", async () => {
      const stranger = createS3Objects(await config({ secretKey: "somethingelse" }));
      await expect(stranger.check()).rejects.toMatchObject({ code: "unavailable", reason: "object_store" });
      await expect(stranger.put("key", new Blob(["x"]).stream(), 1)).rejects.toMatchObject({ reason: "object_store" });
      await expect(createS3Objects(await config({ bucket: "nowhere" })).check()).rejects.toThrow(
        "There is no bucket nowhere",
      );
    });

    test("without an address for clients there are no links and no uploads past the platform", async () => {
      const { publicEndpoint: _, ...closed } = await config();
      const store = createS3Objects(closed);
      expect([await store.presignDownload("key", 60), store.direct]).toEqual([null, null]);
    });
  });
});

/** A store that answers what a test wants; what it was asked is written down. */
async function scripted(answer: (request: IncomingMessage, count: number) => { status: number; body?: string }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status, body = "" } = answer(request, asked.length);
    request.resume().once("end", () => response.writeHead(status, { etag: '"0"' }).end(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const store = createS3Objects({
    endpoint: `http://127.0.0.1:${port}`,
    bucket: "bucket",
    region: "us-east-1",
    accessKey: "access",
    secretKey: "secret",
    pathStyle: true,
    partBytes: 5 * MIB,
    encryptionHeaders: { "x-amz-server-side-encryption": "AES256" },
  });
  return { store, asked, [Symbol.asyncDispose]: async () => void server.close() };
}

const fault = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No</Message></Error>`;
const zeros = async function* (count: number) {
  for (let number = 0; number < count; number += 1) yield Buffer.alloc(MIB);
};

describe("a store that fails", () => {
  test("is asked again while it is busy, and the object is there then", async () => {
    await using busy = await scripted((_, count) => ({ status: count < 3 ? 503 : 200, body: fault("SlowDown") }));
    await busy.store.put("key", new Blob(["hello"]).stream(), 5);
    expect(busy.asked).toEqual(Array(3).fill("PUT /bucket/key"));
  });

  test("is asked a few times and no more", async () => {
    await using broken = await scripted(() => ({ status: 500, body: fault("InternalError") }));
    await expect(broken.store.put("key", new Blob(["hello"]).stream(), 5)).rejects.toMatchObject({
      code: "unavailable",
      reason: "object_store",
    });
    expect(broken.asked).toHaveLength(4);
  });

  test.each([
    [507, "XMinioStorageFull"],
    [503, "QuotaExceeded"],
  ])("and is full (%i) is told at once, and what had arrived is given up", async (status, code) => {
    await using full = await scripted(({ method = "", url = "" }) => {
      if (method === "POST")
        return {
          status: 200,
          body: "<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>",
        };
      return url.includes("partNumber=2") ? { status, body: fault(code) } : { status: method === "DELETE" ? 204 : 200 };
    });
    await expect(full.store.put("key", zeros(12), 12 * MIB)).rejects.toMatchObject({
      code: "unavailable",
      reason: "disk_full",
    });
    expect(full.asked.at(-1)).toBe("DELETE /bucket/key?uploadId=one");
    expect(full.asked.filter((line) => line.includes("partNumber=2"))).toHaveLength(1);
  });

  test("and refuses for good is not asked again", async () => {
    await using closed = await scripted(() => ({ status: 403, body: fault("AccessDenied") }));
    await expect(closed.store.get("key")).rejects.toMatchObject({ code: "unavailable", reason: "object_store" });
    expect(closed.asked).toHaveLength(1);
  });

  test("that is not there at all is told so", async () => {
    const gone = await scripted(() => ({ status: 200 }));
    await gone[Symbol.asyncDispose]();
    await expect(gone.store.stat("key")).rejects.toMatchObject({ code: "unavailable", reason: "object_store" });
  });

  test("gets the encryption that is asked for with every write", async () => {
    const wanted: (string | string[] | undefined)[] = [];
    await using kept = await scripted(({ method, headers }) => {
      if (method === "PUT") wanted.push(headers["x-amz-server-side-encryption"]);
      return { status: 200 };
    });
    await kept.store.put("key", new Blob(["hello"]).stream(), 5);
    expect(wanted).toEqual(["AES256"]);
    expect(await text(await kept.store.get("key"))).toBe("");
  });
});
