import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { openObject, putObject } from "@/server/content";
import { commitToRepo } from "@/server/hub";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { DeleteLargeFilesInput, ListStoredFilesInput } from "../contract/large-files";
import { AddAttachmentInput, CreateReleaseInput } from "../contract/release";
import { hubOperations } from "../operations";
import { getAttachment, openAttachment } from "../releases/open-attachment";

const { deleteLargeFiles, getFileUses, getRepoUsage, listStoredFiles } = hubOperations;
const { addReleaseAttachment, createRelease, deleteReleaseAttachment } = hubOperations;
const [old, now, lost] = [Buffer.alloc(3_000, 1), Buffer.alloc(2_000, 2), Buffer.alloc(1_000, 3)];

describe("the storage of a repository", () => {
  const world = setupWorld();

  /** One file replaced by another, and one that was uploaded and never committed. */
  async function made() {
    const ada = world.as(await world.user());
    const made = await repoWith(ada, { name: "kept", visibility: "public", objects: { "w.bin": old } });
    for (const bytes of [now, lost]) {
      const file = { repoId: made.repo.id, oid: shaOf(bytes), size: bytes.byteLength };
      await putObject(ada, { ...file, body: Readable.from([bytes]) });
    }
    const operations = [{ kind: "object", path: "w.bin", oid: shaOf(now) }] as const;
    await commitToRepo(ada, made.repo, { branch: "main", message: "Replace", operations });
    return { ada, ...made };
  }

  test("tells files in use from those that only history has, and from those that nothing names", async () => {
    const { ada, address } = await made();
    expect(await getRepoUsage.run(ada, address)).toMatchObject({
      ...{ wholeBytes: 6_000, chunkedBytes: 0, sharedBytes: 0, fileCount: 3, isCut: false, accountBytes: 6_000 },
      orphans: { count: 1, bytes: 1_000 },
      gitBytes: expect.any(Number),
    });
    const { items } = await listStoredFiles.run(ada, ListStoredFilesInput.parse(address));
    expect(items).toMatchObject([
      { oid: shaOf(old), size: 3_000, paths: ["w.bin"], isOrphan: false, isChunked: false },
      { oid: shaOf(now), size: 2_000, paths: ["w.bin"], isOrphan: false },
      { oid: shaOf(lost), size: 1_000, paths: [], isOrphan: true },
    ]);
    const uses = (bytes: Buffer) => getFileUses.run(ada, { ...address, oid: shaOf(bytes) });
    expect(await uses(old)).toMatchObject({ refs: [], commits: [{ title: "Replace" }, { title: "Add files" }] });
    expect(await uses(now)).toMatchObject({ refs: [{ name: "main" }], commits: [{ title: "Replace" }] });
    expect(await uses(lost)).toEqual({ refs: [], commits: [], attachedAs: [] });
  });

  test("calls a file shared when another repository has it, not when a release of the same one does", async () => {
    const ada = world.as(await world.user());
    const [own, both] = [Buffer.alloc(500, 4), Buffer.alloc(700, 5)];
    const { address } = await repoWith(ada, { name: "released", objects: { "own.bin": own, "both.bin": both } });
    await repoWith(ada, { name: "other", objects: { "both.bin": both } });
    await createRelease.run(ada, CreateReleaseInput.parse({ ...address, tag: "v1", title: "One" }));
    const attachment = { ...address, tag: "v1", attachment: "own.bin", oid: shaOf(own) };
    await addReleaseAttachment.run(ada, AddAttachmentInput.parse(attachment));
    expect(await getRepoUsage.run(ada, address)).toMatchObject({ wholeBytes: 1_200, sharedBytes: 700 });
  });

  test("counts a file of a release among those in use, and lets nobody delete it", async () => {
    const { ada, address, repo } = await made();
    await createRelease.run(ada, CreateReleaseInput.parse({ ...address, tag: "v1", title: "One" }));
    const attachment = { ...address, tag: "v1", attachment: "tool.bin", oid: shaOf(lost) };
    await addReleaseAttachment.run(ada, AddAttachmentInput.parse(attachment));
    const attachedAs = [{ tag: "v1", name: "tool.bin" }];
    expect(await getRepoUsage.run(ada, address)).toMatchObject({ fileCount: 3, orphans: { count: 0, bytes: 0 } });
    const { items } = await listStoredFiles.run(ada, ListStoredFilesInput.parse(address));
    expect(items.at(-1)).toMatchObject({ oid: shaOf(lost), paths: [], attachedAs, isOrphan: false });
    const uses = await getFileUses.run(ada, { ...address, oid: shaOf(lost) });
    expect(uses).toEqual({ refs: [], commits: [], attachedAs });

    const remove = (oids: readonly string[]) =>
      deleteLargeFiles.run(ada, DeleteLargeFilesInput.parse({ ...address, oids, rewritesHistory: false }));
    await expect(remove([shaOf(lost)])).rejects.toMatchObject({ code: "conflict", reason: "file_attached" });
    const orphan = Buffer.alloc(500, 4);
    const file = { repoId: repo.id, oid: shaOf(orphan), size: orphan.byteLength };
    await putObject(ada, { ...file, body: Readable.from([orphan]) });
    const orphans = async () =>
      (await listStoredFiles.run(ada, ListStoredFilesInput.parse(address))).items.filter(({ isOrphan }) => isOrphan);
    expect(await remove((await orphans()).map(({ oid }) => oid))).toEqual({ deleted: 1 });
    const row = await getAttachment(ada, repo, { tag: "v1", name: "tool.bin" });
    expect(await buffer(await openAttachment(ada, row, undefined))).toEqual(lost);

    await deleteReleaseAttachment.run(ada, { ...address, tag: "v1", attachment: "tool.bin" });
    expect(await orphans()).toMatchObject([{ oid: shaOf(lost) }]);
  });

  test("is listed page by page", async () => {
    const { ada, address } = await made();
    const first = await listStoredFiles.run(ada, ListStoredFilesInput.parse({ ...address, limit: 2 }));
    expect(first.items.map(({ size }) => size)).toEqual([3_000, 2_000]);
    const rest = await listStoredFiles.run(ada, ListStoredFilesInput.parse({ ...address, cursor: first.nextCursor }));
    expect(rest).toMatchObject({ items: [{ size: 1_000 }], nextCursor: null });
    const other = await repoWith(ada, { name: "other" });
    const theirs = { ...other.address, cursor: first.nextCursor };
    await expect(listStoredFiles.run(ada, ListStoredFilesInput.parse(theirs))).rejects.toMatchObject({
      reason: "bad_cursor",
    });
  });

  test("is cleaned up: what was chosen is gone from history, and clients read what is left", async () => {
    const { ada, address, repo } = await made();
    const oids = [shaOf(old), shaOf(lost)];
    await deleteLargeFiles.run(ada, DeleteLargeFilesInput.parse({ ...address, oids }));
    const { items } = await listStoredFiles.run(ada, ListStoredFilesInput.parse(address));
    expect(items).toMatchObject([{ oid: shaOf(now), isOrphan: false }]);
    expect(await getFileUses.run(ada, { ...address, oid: shaOf(old) })).toMatchObject({ refs: [], commits: [] });
    await expect(openObject(ada, { repoId: repo.id, oid: shaOf(old) })).rejects.toMatchObject({ code: "not_found" });
    expect(await openObject(ada, { repoId: repo.id, oid: shaOf(now) })).toBeDefined();
  });

  test("is shown to its administrators only", async () => {
    const { address } = await made();
    const stranger = world.as(await world.user());
    await expect(getRepoUsage.run(stranger, address)).rejects.toMatchObject({ code: "forbidden" });
    const list = listStoredFiles.run(stranger, ListStoredFilesInput.parse(address));
    await expect(list).rejects.toMatchObject({ code: "forbidden" });
    await expect(getFileUses.run(stranger, { ...address, oid: shaOf(old) })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
