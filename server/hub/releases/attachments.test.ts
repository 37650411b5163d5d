import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { releases } from "@/db/schema/hub/releases";
import { findObject, putObject } from "@/server/content";
import { commitFiles } from "@/server/git";
import { AUTHOR, put } from "@/server/testing/git-repository";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { ListRefsInput } from "../contract/content";
import { AddAttachmentInput, CreateReleaseInput, ListReleasesInput, UpdateReleaseInput } from "../contract/release";
import { hubHandlers } from "../handlers";
import { hubOperations } from "../operations";
import { listAttachmentsOfRepo } from "./store/attachments";

const { addReleaseAttachment, createRelease, createTag, deleteRelease } = hubOperations;
const { deleteReleaseAttachment, getRelease, listRefs, listReleases, updateRelease } = hubOperations;

const world = setupWorld();
const server = setupHubServer(world);
const bytes = Buffer.alloc(3_000, 5);
const oid = shaOf(bytes);

async function scene(visibility: "public" | "private" = "public") {
  const user = await world.user();
  const mine = world.as(user);
  const { repo, address, commit } = await repoWith(mine, { name: "told", visibility, texts: { "a.txt": "a" } });
  await putObject(mine, { repoId: repo.id, oid, size: bytes.byteLength, body: Readable.from([bytes]) });
  const { secret: token } = await world.token(user);
  const create = (facts: object) => createRelease.run(mine, CreateReleaseInput.parse({ ...address, ...facts }));
  const place = { ...address, tag: "v1" };
  const attach = (attachment: string, of = oid) =>
    addReleaseAttachment.run(mine, AddAttachmentInput.parse({ ...place, attachment, oid: of }));
  const fetchFile = (name: string, init: Parameters<typeof server.fetch>[1] = {}) =>
    server.fetch(`/models/${user.username}/told/releases/download/v1/${name}`, init);
  return { user, mine, repo, address, commit, token, create, place, attach, fetchFile };
}

describe("a file attached to a release", () => {
  test("is there with its size and SHA-256, is downloaded whole and in parts, and counted", async () => {
    const { create, attach, fetchFile, mine, place } = await scene();
    await create({ tag: "v1", title: "One" });
    const { attachments } = await attach("tool 1.tar.gz");
    expect(attachments).toMatchObject([{ name: "tool 1.tar.gz", size: 3_000, sha256: oid, downloads: 0 }]);
    const whole = await fetchFile("tool%201.tar.gz");
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    expect(whole.headers.get("content-disposition")).toMatch(/^attachment; .*tool 1\.tar\.gz/);
    const part = await fetchFile("tool%201.tar.gz", { headers: { range: "bytes=5-9" } });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 5]);
    expect((await fetchFile("none")).status).toBe(404);
    await expect.poll(async () => (await getRelease.run(mine, place)).attachments[0]?.downloads).toBe(1);
  });

  test("needs a name that is a file's, a file of this repository, and no other of its name", async () => {
    const { create, attach } = await scene();
    await create({ tag: "v1", title: "One" });
    for (const name of ["", "../x", "a/b", ".hidden", "a\\b", "x\u0000", "x.", "a\u202eb"]) {
      expect(AddAttachmentInput.shape.attachment.safeParse(name).success, name).toBe(false);
    }
    await expect(attach("a.bin", "ab".repeat(32))).rejects.toMatchObject({ code: "not_found" });
    await attach("a.bin");
    await expect(attach("a.bin")).rejects.toMatchObject({ code: "conflict", reason: "attachment_exists" });
    expect((await attach("模型.bin")).attachments).toHaveLength(2);
  });

  test("is for those who may read the release, and changed by those who may write", async () => {
    const { create, attach, fetchFile, place, token } = await scene("private");
    await create({ tag: "v1", title: "One" });
    await attach("a.bin");
    const other = await world.user();
    const { secret: stranger } = await world.token(other);
    expect((await fetchFile("a.bin")).status).toBe(401);
    expect((await fetchFile("a.bin", { token: stranger })).status).toBe(404);
    expect((await fetchFile("a.bin", { token })).status).toBe(200);
    const theirs = world.as(other);
    const input = { ...place, attachment: "a.bin" };
    await expect(deleteReleaseAttachment.run(theirs, input)).rejects.toMatchObject({ code: "not_found" });
    const open = await scene();
    await open.create({ tag: "v1", title: "Draft", isDraft: true });
    await open.attach("a.bin");
    expect((await open.fetchFile("a.bin", { token: stranger })).status).toBe(404);
    const attaching = addReleaseAttachment.run(theirs, { ...open.place, attachment: "b.bin", oid });
    await expect(attaching).rejects.toMatchObject({ code: "forbidden" });
  });

  test("keeps its bytes until it is deleted, with its release or with its repository", async () => {
    const { create, attach, mine, place, repo, address } = await scene();
    await create({ tag: "v1", title: "One" });
    await create({ tag: "v2", title: "Two" });
    const idsNow = async () => (await listAttachmentsOfRepo(mine.db, repo.id)).map(({ id }) => id);
    const held = async (ids: readonly string[]) =>
      (await Promise.all(ids.map((repoId) => findObject(mine, { repoId, oid })))).map((found) => found !== null);
    await attach("a.bin");
    await attach("b.bin");
    const second = { ...address, tag: "v2", attachment: "c.bin", oid };
    await addReleaseAttachment.run(mine, second);
    const ids = await idsNow();
    expect(await held(ids)).toEqual([true, true, true]);
    await deleteReleaseAttachment.run(mine, { ...place, attachment: "a.bin" });
    expect((await held(ids)).filter(Boolean)).toHaveLength(2);
    await deleteRelease.run(mine, place);
    expect((await held(ids)).filter(Boolean)).toHaveLength(1);
    const payload = { ownerId: repo.ownerId };
    await hubHandlers.handlers.removeReposOfOwner(world.system(), payload, AbortSignal.timeout(60_000));
    expect((await held(ids)).filter(Boolean)).toEqual([]);
  });
});

describe("a draft of a release", () => {
  test("makes no tag until it is published, where it was made for", async () => {
    const { create, mine, address, place, commit } = await scene();
    const draft = await create({ tag: "v1", title: "Soon", isDraft: true });
    expect(draft).toMatchObject({ commit: null, target: { ref: "main", commit } });
    const tags = async () => {
      const { items } = await listRefs.run(mine, ListRefsInput.parse({ ...address, kind: "tag" }));
      return items.map(({ name }) => name);
    };
    expect(await tags()).toEqual([]);
    await expect(create({ tag: "..bad", title: "Bad", isDraft: true })).rejects.toMatchObject({
      reason: "bad_ref_name",
    });
    await updateRelease.run(mine, UpdateReleaseInput.parse({ ...place, title: "Sooner" }));
    expect(await tags()).toEqual([]);
    const published = await updateRelease.run(mine, UpdateReleaseInput.parse({ ...place, isDraft: false }));
    expect(published).toMatchObject({ commit, target: null, isLatest: true });
    expect(await tags()).toEqual(["v1"]);
  });

  test("takes its branch as it is when it is published", async () => {
    const { create, mine, repo, place, address } = await scene();
    await create({ tag: "v1", title: "Soon", isDraft: true });
    const later = { branch: "main", message: "b", author: AUTHOR, operations: [put("b.txt", "later")] };
    const { commit } = await commitFiles(mine, repo.id, later);
    const { items } = await listReleases.run(mine, ListReleasesInput.parse(address));
    expect(items[0]).toMatchObject({ target: { ref: "main", commit } });
    const publish = UpdateReleaseInput.parse({ ...place, isDraft: false });
    expect(await updateRelease.run(mine, publish)).toMatchObject({ commit });
  });

  test("takes a tag that somebody made meanwhile, and asks for another commit when its own is gone", async () => {
    const { create, mine, place, commit } = await scene();
    await create({ tag: "v1", title: "Soon", isDraft: true });
    await createTag.run(mine, { ...place, revision: commit });
    const publish = UpdateReleaseInput.parse({ ...place, isDraft: false });
    expect(await updateRelease.run(mine, publish)).toMatchObject({ commit, target: null });
    const lost = create({ tag: "v2", title: "No", isDraft: true, revision: "none" });
    await expect(lost).rejects.toMatchObject({ reason: "revision_not_found" });

    await create({ tag: "v2", title: "Later", isDraft: true });
    await mine.db
      .update(releases)
      .set({ targetRef: "gone", targetCommit: "f".repeat(40) })
      .where(eq(releases.tag, "v2"));
    const later = { ...publish, tag: "v2" };
    await expect(updateRelease.run(mine, later)).rejects.toMatchObject({ code: "conflict", reason: "target_gone" });
    const chosen = updateRelease.run(mine, { ...later, revision: "main" });
    expect(await chosen).toMatchObject({ commit, isDraft: false });
  });
});
