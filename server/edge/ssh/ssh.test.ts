import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { proposePull } from "@/server/discussions";
import { putRefRule, resolveRevision } from "@/server/git";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { removeCollaborator } from "@/server/hub/collaborators/remove-collaborator";
import { createDeployKey } from "@/server/hub/deploy-keys/create-deploy-key";
import { deleteDeployKey } from "@/server/hub/deploy-keys/delete-deploy-key";
import { listDeployKeys } from "@/server/hub/deploy-keys/list-deploy-keys";
import { renameRepo } from "@/server/hub/repositories/rename-repo";
import { deleteSshKey } from "@/server/identity/ssh-keys/delete-ssh-key";
import { listSshKeys } from "@/server/identity/ssh-keys/list-ssh-keys";
import { repoWith } from "@/server/testing/repos";
import { setupSsh } from "@/server/testing/ssh";
import { repositoryWithKey } from "@/server/testing/ssh-repo";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const ssh = setupSsh(world);
const repository = () => repositoryWithKey(world, ssh);
const refused = (work: Promise<unknown>, words: RegExp) =>
  expect(work).rejects.toMatchObject({ stderr: expect.stringMatching(words) });

async function commitIn(folder: string, key: string) {
  await writeFile(join(folder, "a.txt"), "one\n");
  await ssh.git(key, ["add", "."], { cwd: folder });
  await ssh.git(key, ["commit", "-qm", "one"], { cwd: folder });
  return (await ssh.git(key, ["rev-parse", "HEAD"], { cwd: folder })).text.trim();
}

describe("git over SSH", { timeout: 120_000 }, () => {
  test.each([
    ["Ed25519", ["-t", "ed25519"]],
    ["RSA", ["-t", "rsa", "-b", "3072"]],
    ["ECDSA", ["-t", "ecdsa", "-b", "384"]],
  ])("a key of the kind %s clones, fetches and pushes, and is noted as used", async (_, kind) => {
    const { user, clone, head } = await repository();
    const { path: key, line } = await ssh.key(kind);
    const { id } = await ssh.addKey(user, line);
    const { folder } = await clone(key);
    const commit = await commitIn(folder, key);
    await ssh.git(key, ["push", "-q"], { cwd: folder });
    expect(await head()).toBe(commit);
    await ssh.git(key, ["fetch", "-q"], { cwd: folder });
    const { items } = await listSshKeys.run(world.as(user), { limit: 20 });
    expect(items.find((item) => item.id === id)?.lastUsedAt).toBeInstanceOf(Date);
  });

  test("the ref of a pull request takes pushes, and no ref of a pull request that is not there", async () => {
    const { ctx, repo, key, clone, head } = await repository();
    const before = await head();
    const { folder } = await clone();
    const { discussion } = await proposePull(ctx, repo, { title: "Better", description: "", isDraft: false });
    const ref = `refs/pr/${discussion.number}`;
    const commit = await commitIn(folder, key);
    await ssh.git(key, ["push", "-q", "origin", `HEAD:${ref}`], { cwd: folder });
    expect((await resolveRevision(ctx, repo.id, ref)).commit).toBe(commit);
    expect(await head()).toBe(before);
    await refused(ssh.git(key, ["push", "origin", "HEAD:refs/pr/99"], { cwd: folder }), /cannot be pushed|not by push/);
  });

  test("protocol version 2, shallow and partial clones work as over HTTP", async () => {
    const { key, path, clone } = await repository();
    const { folder } = await clone();
    await commitIn(folder, key);
    await ssh.git(key, ["push", "-q"], { cwd: folder });
    const { text } = await ssh.git(key, ["ls-remote", ssh.urlOf(path)], { env: { GIT_TRACE_PACKET: "1" } });
    expect(text).toContain("version 2");
    const few = ["--depth=1", "--filter=blob:none", "--no-checkout"];
    const { folder: part } = await ssh.git(key, ["clone", "-q", ...few, ssh.urlOf(`${path}.git`), "."]);
    const listed = await ssh.git(key, ["rev-list", "--objects", "--missing=print", "HEAD"], { cwd: part });
    expect(listed.text).toContain("\n?");
    expect((await ssh.git(key, ["rev-list", "--count", "HEAD"], { cwd: part })).text).toBe("1\n");
  });

  test("a push is judged by the same rules as everywhere, and told why it is refused", async () => {
    const { ctx, repo, key, clone, head } = await repository();
    const before = await head();
    const nobody = { push: "nobody", merge: "write", force: "nobody" } as const;
    await putRefRule(ctx, repo.id, { pattern: "refs/heads/main", ...nobody, people: [] });
    const { folder } = await clone();
    await commitIn(folder, key);
    await refused(ssh.git(key, ["push"], { cwd: folder }), /main is protected: you cannot push to it/);
    expect(await head()).toBe(before);
  });

  test("an address from before a renaming still works", async () => {
    const { ctx, key, address, clone } = await repository();
    await renameRepo.run(ctx, { ...address, newName: "other" });
    await clone(key);
  });

  test("a key that was removed is refused at once, also on a connection that is open", async () => {
    const { ctx, key, keyId, path, clone } = await repository();
    const control = join(world.folder(), `control-${keyId.slice(-8)}`);
    const sharing = ["-o", `ControlPath=${control}`];
    const { code } = await ssh.ssh(key, [...sharing, "-o", "ControlMaster=yes", "-o", "ControlPersist=60", "-f", "-N"]);
    expect(code).toBe(0);
    const open = { GIT_SSH_COMMAND: ["ssh", ...ssh.optionsFor(key), ...sharing].join(" ") };
    await ssh.git(key, ["ls-remote", ssh.urlOf(path)], { env: open });
    await deleteSshKey.run(ctx, { keyId });
    await refused(ssh.git(key, ["ls-remote", ssh.urlOf(path)], { env: open }), /This SSH key was removed/);
    await refused(clone(), /Permission denied/);
    await ssh.ssh(key, [...sharing, "-O", "exit"]);
  });

  test("six fetches on one connection at once do not get mixed up", async () => {
    const { ctx, user, key, path } = await repository();
    const others = [1, 2, 3, 4, 5].map((number) =>
      repoWith(ctx, { name: `it-${number}`, texts: { "a.txt": `${number}` } }),
    );
    const names = (await Promise.all(others)).map(({ repo }) => `${user.username}/${repo.name}`);
    const control = ["-o", `ControlPath=${join(world.folder(), "control-six")}`];
    const master = ["-o", "ControlMaster=yes", "-o", "ControlPersist=60", "-f", "-N"];
    expect((await ssh.ssh(key, [...control, ...master])).code).toBe(0);
    const env = { GIT_SSH_COMMAND: ["ssh", ...ssh.optionsFor(key), ...control].join(" ") };
    const clones = [path, ...names].map((name) => ssh.git(key, ["clone", "-q", ssh.urlOf(name), "."], { env }));
    const folders = (await Promise.all(clones)).map(({ folder }) => folder);
    const texts = folders.map((folder) => readFile(join(folder, "a.txt"), "utf8").catch(() => null));
    expect(await Promise.all(texts)).toEqual([null, "1", "2", "3", "4", "5"]);
    await ssh.ssh(key, [...control, "-O", "exit"]);
  });
});

describe("a deploy key", { timeout: 120_000 }, () => {
  async function deployKey(canWrite: boolean) {
    const made = await repository();
    const { path: key, line } = await ssh.key();
    const created = await createDeployKey.run(made.ctx, { ...made.address, publicKey: line, canWrite });
    return { ...made, key, line, created, clone: () => made.clone(key) };
  }

  test("for reading clones its repository, and may not push", async () => {
    const { key, clone, head, ctx, address } = await deployKey(false);
    const before = await head();
    const { folder } = await clone();
    await commitIn(folder, key);
    await refused(ssh.git(key, ["push"], { cwd: folder }), /repo\.write|not allowed|may not/i);
    expect(await head()).toBe(before);
    const { items } = await listDeployKeys.run(ctx, { ...address, limit: 20 });
    expect(items).toMatchObject([{ canWrite: false, lastUsedAt: expect.any(Date) }]);
  });

  test("for writing pushes, reaches no other repository of its person, and is on no list of theirs", async () => {
    const { key, user, ctx, clone, head } = await deployKey(true);
    const { folder } = await clone();
    const commit = await commitIn(folder, key);
    await ssh.git(key, ["push", "-q"], { cwd: folder });
    expect(await head()).toBe(commit);
    const other = await repositoryWithKey(world, ssh);
    await putCollaborator.run(other.ctx, { ...other.address, username: user.username, role: "admin" });
    await refused(other.clone(key), /Repository not found/);
    expect((await listSshKeys.run(ctx, { limit: 20 })).items).toHaveLength(1);
  });

  test("belongs to one repository or person alone, and ends when it is removed", async () => {
    const { ctx, address, line, created, clone } = await deployKey(false);
    await expect(ssh.addKey(await world.user(), line)).rejects.toMatchObject({ reason: "key_taken" });
    const other = await repository();
    const again = createDeployKey.run(other.ctx, { ...other.address, publicKey: line, canWrite: false });
    await expect(again).rejects.toMatchObject({ reason: "key_taken" });
    const foreign = deleteDeployKey.run(other.ctx, { ...other.address, keyId: created.id });
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
    await clone();
    await deleteDeployKey.run(ctx, { ...address, keyId: created.id });
    await refused(clone(), /Permission denied/);
  });

  test("does no more than its person may: it ends with their role", async () => {
    const { ctx, address, path } = await repository();
    const helper = await world.user();
    await putCollaborator.run(ctx, { ...address, username: helper.username, role: "admin" });
    const { path: key, line } = await ssh.key();
    await createDeployKey.run(world.as(helper), { ...address, publicKey: line, canWrite: true });
    await ssh.git(key, ["ls-remote", ssh.urlOf(path)]);
    await removeCollaborator.run(ctx, { ...address, username: helper.username });
    await refused(ssh.git(key, ["ls-remote", ssh.urlOf(path)]), /Repository not found/);
  });

  test("is added by administrators of the repository alone, and not to write by a token that may not", async () => {
    const { ctx, user, address, repo } = await repository();
    const writer = await world.user();
    await putCollaborator.run(ctx, { ...address, username: writer.username, role: "write" });
    const { line: publicKey } = await ssh.key();
    const input = { ...address, publicKey, canWrite: true };
    await expect(createDeployKey.run(world.as(writer), input)).rejects.toMatchObject({ code: "forbidden" });
    const stranger = world.as(await world.user());
    await expect(createDeployKey.run(stranger, input)).rejects.toMatchObject({ code: "not_found" });
    const scopes = [{ target: { kind: "resource" as const, id: repo.id }, permissions: ["repo.read", "repo.admin"] }];
    const { actor } = await world.token(user, { role: "fineGrained", scopes });
    await expect(createDeployKey.run(world.as(actor), input)).rejects.toMatchObject({ code: "forbidden" });
  });
});
