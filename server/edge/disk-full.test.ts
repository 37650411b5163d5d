import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CreateRepoInput } from "@/server/hub/contract/repo";
import { createRepo } from "@/server/hub/repositories/create-repo";
import { setupGitServer } from "@/server/testing/git-server";
import { setupHubServer } from "@/server/testing/hub-server";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { packFile } from "@/server/testing/xet";

const run = promisify(execFile);
const MIB = 1_024 * 1_024;

const probe = await mkdtemp(join(tmpdir(), "small-"));
const mount = (folder: string, size: string) => run("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder]);
const refused = await mount(probe, "1m").then(
  () => run("umount", [probe]).then(() => null),
  (error: Error) => error.message,
);
await rm(probe, { recursive: true, force: true });

describe.skipIf(refused)(`a full disk${refused ? ` (no small file system here: ${refused})` : ""}`, () => {
  const world = setupWorld();
  const server = setupHubServer(world);
  const git = setupGitServer(world);
  const small = () => ["repos", "objects"].map((name) => join(world.folder(), name));

  beforeAll(async () => {
    for (const folder of small()) {
      await mkdir(folder, { recursive: true });
      await mount(folder, "3m");
    }
    await mkdir(join(world.folder(), "repos", ".tmp"));
  });
  afterAll(async () => {
    for (const folder of small()) await run("umount", ["-l", folder]);
  });

  async function repository() {
    const user = await world.user();
    const name = `it-${randomBytes(4).toString("hex")}`;
    const { id } = await createRepo.run(
      world.as(user),
      CreateRepoInput.parse({ shelf: "models", name, visibility: "public" }),
    );
    const { secret } = await world.token(user);
    const { folder } = world.as(user).live.repositories.placeOf(id);
    return { path: `${user.username}/${name}`, token: secret, folder };
  }

  const headOf = async (folder: string) => (await run("git", ["-C", folder, "for-each-ref"])).stdout;
  /** Files of unfinished writes below a folder, however deep. */
  const leftIn = async (folder: string) =>
    (await readdir(folder, { recursive: true })).filter((name) => /tmp_|incoming|crash|\.lock$|\.tmp\/./.test(name));

  test("refuses a push in words and keeps nothing of it; a small one still fits", async () => {
    const { path, token, folder } = await repository();
    const before = await headOf(folder);
    const work = await git.clone(git.urlOf(`/${path}`, token));
    await work.write("large.txt", randomBytes(5 * MIB));
    await work.commit("large");
    await expect(work.git("push", "--quiet")).rejects.toThrow(/No space left on device/);
    expect(await headOf(folder)).toBe(before);
    await expect.poll(() => leftIn(folder)).toEqual([]);

    await work.git("reset", "--quiet", "--hard", "HEAD~1");
    await work.write("small.txt", "small");
    await work.commit("small");
    await work.git("push", "--quiet");
    expect(await headOf(folder)).not.toBe(before);
  });

  test("refuses a commit over the interface in words, keeps nothing of it, and takes a smaller one", async () => {
    const { path, token, folder } = await repository();
    const before = await headOf(folder);
    const commit = (content: Buffer) => {
      const lines = [
        { key: "header", value: { summary: "Add a file" } },
        { key: "file", value: { path: "file.txt", encoding: "base64", content: content.toString("base64") } },
      ];
      return server.fetch(`/api/models/${path}/commit/main`, {
        method: "POST",
        token,
        headers: { "content-type": "application/x-ndjson" },
        body: lines.map((line) => JSON.stringify(line)).join("\n"),
      });
    };
    const answer = await commit(randomBytes(5 * MIB));
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: "The disk is full" });
    expect(await headOf(folder)).toBe(before);
    expect(await leftIn(folder)).toEqual([]);
    expect((await commit(Buffer.from("small"))).status).toBe(200);
  });

  test("refuses an upload in words and keeps nothing of it; a small one still fits", async () => {
    const { path, token } = await repository();
    const upload = async (bytes: Buffer) => {
      const oid = shaOf(bytes);
      const batch = await server.fetch(`/${path}.git/info/lfs/objects/batch`, {
        method: "POST",
        token,
        headers: { "content-type": "application/vnd.git-lfs+json" },
        body: JSON.stringify({ operation: "upload", transfers: ["basic"], objects: [{ oid, size: bytes.length }] }),
      });
      const { objects } = (await batch.json()) as Batch;
      const { href, header } = objects[0].actions.upload;
      return fetch(href, { method: "PUT", headers: header ?? {}, body: new Uint8Array(bytes) });
    };
    const answer = await upload(randomBytes(5 * MIB));
    expect(answer.status).toBe(507);
    expect(await answer.json()).toMatchObject({ message: "The disk is full" });
    const left = await readdir(join(world.folder(), "objects"), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
    expect((await upload(randomBytes(1_000))).status).toBe(200);
  });

  test("refuses chunks in words and keeps nothing of them; a few still fit", async () => {
    const { path, token } = await repository();
    const answer = await server.fetch(`/api/models/${path}/xet-write-token/main`, { token });
    const write = answer.headers.get("x-xet-access-token") ?? "";
    const send = (content: Buffer) => {
      const { xorb, bytes } = packFile(content);
      const body = new Uint8Array(bytes);
      return server.fetch(`/cas/v1/xorbs/default/${xorb}`, { method: "POST", token: write, body });
    };
    const refused = await send(randomBytes(5 * MIB));
    expect([refused.status, await refused.json()]).toEqual([507, { error: "The disk is full" }]);
    const left = await readdir(join(world.folder(), "objects"), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile() && /xet|unfinished/.test(entry.parentPath))).toEqual([]);
    expect((await send(randomBytes(1_000))).status).toBe(200);
  });
});

interface Batch {
  readonly objects: readonly [
    { readonly actions: { readonly upload: { readonly href: string; readonly header?: Record<string, string> } } },
  ];
}
