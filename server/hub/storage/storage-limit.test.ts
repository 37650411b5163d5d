import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { copyLinks, createUpload, dropObjects, linkObject, ownerStorage, putObject } from "@/server/content";
import { commitToRepo } from "@/server/hub";
import type { Ctx, Dependency } from "@/server/kernel";
import { updateSettings } from "@/server/settings/update-settings";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { packFile, setupXet } from "@/server/testing/xet";
import { hubOperations } from "../operations";

const { addReleaseAttachment, createRelease, deleteReleaseAttachment, forkRepo } = hubOperations;
const { getOwnerStorage, moveRepo, setStorageLimit } = hubOperations;
const world = setupWorld();
const xet = setupXet(world);
const KIB = 1024;
const FULL = { code: "quota_exceeded", reason: "storage_quota" };

async function put(ctx: Ctx<Dependency>, repoId: string, content: Buffer | number) {
  const bytes = typeof content === "number" ? randomBytes(content * KIB) : content;
  await putObject(ctx, { repoId, oid: shaOf(bytes), size: bytes.byteLength, body: Readable.from([bytes]) });
  return shaOf(bytes);
}

/** Ada, who may keep 100 KiB, and a repository of hers. */
async function limited() {
  const ada = await world.user();
  const admin = world.as(await world.user({ platformRoles: ["admin"] }));
  const ctx = world.as(ada);
  const name = ada.username;
  const limit = (kib: number) => setStorageLimit.run(admin, { name, limit: "bytes", maxBytes: kib * KIB });
  await limit(100);
  const { repo, address } = await repoWith(ctx, { name: "large", visibility: "public", texts: { a: "x" } });
  const used = async () => (await ownerStorage(ctx, ada.userId)).usedBytes / KIB;
  return { ada, admin, ctx, name, limit, repo, address, used };
}

describe("what an account may keep", () => {
  test("is counted by what is linked, and no further file goes in than fits", async () => {
    const { ctx, name, repo, used } = await limited();
    const first = await put(ctx, repo.id, 60);
    expect(await used()).toBe(60);
    await expect(put(ctx, repo.id, 60)).rejects.toMatchObject({
      ...FULL,
      message: `${name} keeps 61.4 kB of the 102.4 kB it may, and this adds 61.4 kB: delete large files that are not needed, or ask an administrator for more`,
      details: { usedBytes: 60 * KIB, maxBytes: 100 * KIB, addedBytes: 60 * KIB },
    });
    await expect(createUpload(ctx, { repoId: repo.id, size: 41 * KIB })).rejects.toMatchObject(FULL);
    await put(ctx, repo.id, 40);
    expect(await used()).toBe(100);
    await dropObjects(ctx, { repoId: repo.id, oids: [first] });
    expect(await used()).toBe(40);
    await put(ctx, repo.id, 60);
  });

  test("is not exceeded by uploads side by side, and what is here already adds nothing", async () => {
    const { ctx, repo, used } = await limited();
    const bytes = randomBytes(30 * KIB);
    await put(ctx, repo.id, bytes);
    const tried = await Promise.allSettled(Array.from({ length: 8 }, () => put(ctx, repo.id, 30)));
    expect(tried.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    await put(ctx, repo.id, bytes);
    expect(await used()).toBe(90);
  });

  test("holds for chunks, for forks, for links and for attachments", async () => {
    const { ada, ctx, name, repo, address, used, limit } = await limited();
    const content = randomBytes(50 * KIB);
    const packed = await xet.upload(content, { repoId: repo.id, ownerId: ada.userId });
    expect(await used()).toBe(50);
    await put(ctx, repo.id, content);
    expect(await used()).toBe(50);
    const named = { kind: "object", path: "weights.bin", oid: packed.oid } as const;
    await commitToRepo(ctx, repo, { branch: "main", message: "Add weights", operations: [named] });
    const more = xet.upload(randomBytes(60 * KIB), { repoId: repo.id, ownerId: ada.userId });
    await expect(more).rejects.toMatchObject(FULL);

    await createRelease.run(ctx, {
      ...address,
      tag: "v1",
      title: "One",
      notes: "",
      revision: "main",
      isDraft: false,
      isPrerelease: false,
    });
    const attached = { ...address, tag: "v1", attachment: "weights" };
    await addReleaseAttachment.run(ctx, { ...attached, oid: packed.oid });
    expect(await used()).toBe(100);
    await expect(forkRepo.run(ctx, { ...address, newName: "again" })).rejects.toMatchObject(FULL);
    await deleteReleaseAttachment.run(ctx, attached);
    expect(await used()).toBe(50);
    const fork = await forkRepo.run(ctx, { ...address, newName: "again" });
    expect(fork).toMatchObject({ namespace: name });
    expect(await used()).toBe(100);
    await limit(10);
    await expect(put(ctx, repo.id, 1)).rejects.toMatchObject(FULL);
    const other = await repoWith(world.as(await world.user()), {
      name: "other",
      visibility: "public",
      texts: { a: "x" },
    });
    const oid = await put(ctx, other.repo.id, 1);
    const link = { fromRepoId: other.repo.id, toRepoId: repo.id, oid };
    await expect(linkObject(ctx, link)).rejects.toMatchObject(FULL);
    await expect(
      copyLinks(ctx, { fromRepoId: repo.id, toRepoId: other.repo.id, oids: [oid] }),
    ).resolves.toBeUndefined();
  });

  test("is not made less by chunks that claim to be a smaller file, and counts a file once that is named later", async () => {
    const { ada, ctx, repo, used } = await limited();
    const to = { repoId: repo.id, ownerId: ada.userId };
    const small = await put(ctx, repo.id, 1);
    const large = packFile(randomBytes(50 * KIB));
    await xet.send(to, large);
    await xet.claim(to, large, { oid: small });
    expect(await used()).toBe(51);
    await dropObjects(ctx, { repoId: repo.id, oids: [small] });
    expect(await used()).toBe(0);

    const content = randomBytes(30 * KIB);
    const packed = packFile(content);
    const oid = await put(ctx, repo.id, content);
    await xet.send(to, packed);
    await xet.claim(to, packed, {});
    expect(await used()).toBe(60);
    await xet.claim(to, packed, { oid });
    expect(await used()).toBe(30);
    await dropObjects(ctx, { repoId: repo.id, oids: [oid] });
    expect(await used()).toBe(0);
  });

  test("is told to those of the account, not to a reader who sends a file for a pull request", async () => {
    const { ctx, repo } = await limited();
    await put(ctx, repo.id, 60);
    const reader = world.as(await world.user());
    const refused = await createUpload(reader, { repoId: repo.id, size: 60 * KIB }).catch((error) => error);
    expect(refused).toMatchObject({ ...FULL, details: { addedBytes: 60 * KIB } });
    expect(JSON.stringify([refused.message, refused.details])).not.toMatch(/102.4 kB|usedBytes|maxBytes/);
  });

  test("goes with a repository to its new owner, and is a setting unless an account has a limit of its own", async () => {
    const { ada, admin, ctx, name, limit, repo, address, used } = await limited();
    await put(ctx, repo.id, 20);
    const { id, name: organization } = await world.organization(ada);
    const mine = world.as(await world.again(ada));
    await moveRepo.run(mine, { ...address, newNamespace: organization });
    expect(await used()).toBe(0);
    expect(await ownerStorage(ctx, id)).toEqual({
      usedBytes: 20 * KIB,
      maxBytes: null,
      isOwnLimit: false,
      installationMaxBytes: null,
    });

    const { version } = await updateSettings.run(admin, { version: 0, maxOwnerBytes: 30 * KIB });
    await expect(put(mine, repo.id, 11)).rejects.toMatchObject(FULL);
    const back = { ...address, namespace: organization, newNamespace: name };
    await limit(19);
    await expect(moveRepo.run(mine, back)).rejects.toMatchObject(FULL);
    expect((await ownerStorage(ctx, id)).usedBytes).toBe(20 * KIB);
    const own = await setStorageLimit.run(admin, { name: organization, limit: "none" });
    expect(own).toMatchObject({ maxBytes: null, isOwnLimit: true, installationMaxBytes: 30 * KIB });
    await put(mine, repo.id, 11);
    await setStorageLimit.run(admin, { name: organization, limit: "default" });
    await expect(put(mine, repo.id, 1)).rejects.toMatchObject(FULL);
    await updateSettings.run(admin, { version, maxOwnerBytes: 0 });
    await put(mine, repo.id, 1);

    const seen = await getOwnerStorage.run(mine, { name: organization });
    expect(seen).toEqual({ usedBytes: 32 * KIB, maxBytes: null, isOwnLimit: false, installationMaxBytes: null });
    const stranger = world.as(await world.user());
    for (const account of [name, organization]) {
      await expect(getOwnerStorage.run(stranger, { name: account })).rejects.toMatchObject({ code: "not_found" });
    }
    const forbidden = setStorageLimit.run(mine, { name, limit: "none" });
    await expect(forbidden).rejects.toMatchObject({ code: "forbidden" });
  });
});
