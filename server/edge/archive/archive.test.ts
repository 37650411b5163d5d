import { gunzipSync, inflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { addBranch } from "@/server/hub";
import type { UserActor } from "@/server/kernel";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

/** The files of an archive by its central directory (APPNOTE 6.3, §4.3.12). */
function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < zip.readUInt16LE(end + 10); entry++) {
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + packed);
    const path = zip.subarray(at + 46, at + 46 + (name ?? 0)).toString();
    files.set(path, method === 8 ? inflateRawSync(bytes) : bytes);
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}

describe("a revision as one file", () => {
  const world = setupWorld();
  const server = setupHubServer(world);
  const weights = Buffer.alloc(300_000, "weights ");
  let owner: UserActor;

  beforeAll(async () => {
    owner = await world.user();
    const ctx = world.as(owner);
    const texts = { "docs/deep/Grüße 你好.txt": "hello\n", "empty.txt": "" };
    const objects = { "model.gguf": weights };
    const { repo, commit } = await repoWith(ctx, { name: "packed", visibility: "private", texts, objects });
    await addBranch(ctx, repo, { branch: "feature/x", commit });
  });

  const address = (revision: string) => `/${owner.username}/packed/archive/${revision}.zip`;

  test("comes as tar.gz too, with the same files", async () => {
    const token = (await world.token(owner)).secret;
    const answer = await server.fetch(address("main").replace(".zip", ".tar.gz"), { token });
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="packed-main.tar.gz"');
    const tar = gunzipSync(Buffer.from(await answer.arrayBuffer()));
    expect(tar.includes(weights)).toBe(true);
    expect(tar.includes("packed-main/docs/deep/Grüße 你好.txt")).toBe(true);
    expect((await server.fetch(address("main").replace(".zip", ".tar.gz"))).status).toBe(404);
  });

  test("holds every file of it, large ones with their bytes", async () => {
    const answer = await server.fetch(address("main"), { token: (await world.token(owner)).secret });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="packed-main.zip"');
    const files = unzip(Buffer.from(await answer.arrayBuffer()));
    const inside = (path: string) => files.get(`packed-main/${path}`);
    expect([...files.keys()].toSorted()).toEqual(
      [".gitattributes", "docs/deep/Grüße 你好.txt", "empty.txt", "model.gguf"].map((path) => `packed-main/${path}`),
    );
    expect(inside("docs/deep/Grüße 你好.txt")?.toString()).toBe("hello\n");
    expect(inside("model.gguf")?.equals(weights)).toBe(true);
    expect(inside("empty.txt")?.byteLength).toBe(0);
  });

  test("is found by a branch with a slash, in either spelling", async () => {
    const token = (await world.token(owner)).secret;
    for (const revision of ["feature/x", "feature%2Fx"]) {
      const answer = await server.fetch(address(revision), { token, method: "HEAD" });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-disposition")).toContain("packed-feature-x.zip");
    }
  });

  test("does not exist for somebody who may not read the repository, nor at a revision that is not there", async () => {
    const { secret: stranger } = await world.token(await world.user());
    expect((await server.fetch(address("main"), { token: stranger })).status).toBe(404);
    expect((await server.fetch(address("main"))).status).toBe(404);
    expect((await server.fetch(address("nowhere"), { token: (await world.token(owner)).secret })).status).toBe(404);
    expect((await server.fetch(address("main/docs"), { token: (await world.token(owner)).secret })).status).toBe(404);
  });
});
