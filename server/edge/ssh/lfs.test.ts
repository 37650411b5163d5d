import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createDeployKey } from "@/server/hub/deploy-keys/create-deploy-key";
import { deleteSshKey } from "@/server/identity/ssh-keys/delete-ssh-key";
import { setupHubServer } from "@/server/testing/hub-server";
import { shaOf } from "@/server/testing/sha-of";
import { setupSsh } from "@/server/testing/ssh";
import { repositoryWithKey } from "@/server/testing/ssh-repo";
import { setupWorld } from "@/server/testing/world";

const run = promisify(execFile);
const world = setupWorld();
const hub = setupHubServer(world);
const ssh = setupSsh(world, { origin: hub.origin });

const gitLfs = await run("git", ["lfs", "version"]).then(
  () => null,
  (error: Error) => error.message,
);

interface Ticket {
  readonly href: string;
  readonly header: { readonly Authorization: string };
  readonly expires_in: number;
}
async function ticketOf(key: string, path: string, operation = "upload"): Promise<Ticket> {
  return JSON.parse((await ssh.ssh(key, ["git-lfs-authenticate", path, operation])).text);
}
const ask = (href: string, authorization: string, operation = "upload") =>
  fetch(`${href}/objects/batch`, {
    method: "POST",
    headers: { authorization },
    body: JSON.stringify({ operation, objects: [{ oid: shaOf(randomBytes(4)), size: 4 }] }),
  });

describe("large files over SSH", { timeout: 120_000 }, () => {
  test.skipIf(gitLfs)("git-lfs pushes, locks and pulls with nothing but a key", async () => {
    const { key, path, clone } = await repositoryWithKey(world, ssh);
    const { folder } = await clone();
    const git = (...args: string[]) => ssh.git(key, args, { cwd: folder });
    const content = randomBytes(300_000);
    await git("lfs", "install", "--local");
    await writeFile(join(folder, "model.bin"), content);
    await git("add", ".");
    await git("commit", "-qm", "Add a model");
    await git("push", "-q");
    await git("lfs", "lock", "model.bin");
    expect((await git("lfs", "locks")).text).toContain("model.bin");
    await git("lfs", "unlock", "model.bin");
    const other = await ssh.git(key, [
      "-c",
      "filter.lfs.smudge=git-lfs smudge --skip",
      "clone",
      "-q",
      ssh.urlOf(path),
      ".",
    ]);
    await ssh.git(key, ["lfs", "install", "--local"], { cwd: other.folder });
    await ssh.git(key, ["lfs", "pull"], { cwd: other.folder });
    expect(shaOf(await readFile(join(other.folder, "model.bin")))).toBe(shaOf(content));
  });

  test("the ticket is for one repository and for LFS alone, and ends with the key", async () => {
    const { ctx, key, keyId, user, path } = await repositoryWithKey(world, ssh);
    const other = await repositoryWithKey(world, ssh);
    const { href, header, expires_in } = await ticketOf(key, path);
    expect([href, expires_in]).toEqual([`${hub.origin()}/models/${path}.git/info/lfs`, 3_600]);
    expect((await ask(href, header.Authorization)).status).toBe(200);
    const elsewhere = await ask(href.replace(path, other.path), header.Authorization);
    expect(elsewhere.status).toBe(404);
    const own = await hub.fetch("/api/v1/ssh-keys", { headers: { authorization: header.Authorization } });
    expect(own.status).toBe(401);
    const forged = header.Authorization.replace(/.{4}$/, "AAAA");
    expect((await ask(href, forged)).status).toBe(401);
    const bearer = header.Authorization.replace("RemoteAuth", "Bearer");
    expect((await ask(href, bearer)).status).toBe(401);
    await deleteSshKey.run(world.as(user), { keyId });
    expect((await ask(href, header.Authorization)).status).toBe(401);
    expect(ctx.actor).toMatchObject({ userId: user.userId });
  });

  test("a deploy key for reading gets a ticket to download, and none to upload", async () => {
    const { ctx, address, path } = await repositoryWithKey(world, ssh);
    const { path: key, line } = await ssh.key();
    await createDeployKey.run(ctx, { ...address, publicKey: line, canWrite: false });
    expect((await ssh.ssh(key, ["git-lfs-authenticate", path, "upload"])).code).toBe(1);
    const { href, header } = await ticketOf(key, path, "download");
    expect((await ask(href, header.Authorization, "download")).status).toBe(200);
    expect((await ask(href, header.Authorization)).status).toBe(403);
  });
});
