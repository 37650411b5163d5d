import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { listProposedObjects, putPart } from "@/server/content";
import { statRepoFile } from "@/server/hub";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { completeUpload } from "@/server/hub/uploads/complete-upload";
import { createUpload } from "@/server/hub/uploads/create-upload";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { blockUser } from "../blocks/block-user";
import { ProposeChangesInput } from "../contract/pull";
import { mergePull } from "../merging/merge-pull";
import { updateDiscussionSettings } from "../update-discussion-settings";
import { createProposalUpload } from "./create-proposal-upload";
import { proposeChanges } from "./propose-changes";

const BYTES = Buffer.alloc(100_000, 7);

describe("files of who may only read", () => {
  const world = setupWorld();

  async function project() {
    const [ada, bob] = [await world.user(), await world.user()];
    const [owner, reader] = [world.as(ada), world.as(bob)];
    const name = `open-${randomUUID().slice(0, 8)}`;
    const { repo, address } = await repoWith(owner, { name, visibility: "public" });
    const open = () => createProposalUpload.run(reader, { ...address, size: BYTES.byteLength });
    return { ada, bob, owner, reader, repo, address, open };
  }

  test("are uploaded, proposed by a pull request and merged as they are", async () => {
    const { bob, owner, reader, repo, address, open } = await project();
    const refused = createUpload.run(reader, { ...address, size: BYTES.byteLength });
    await expect(refused).rejects.toMatchObject({ code: "forbidden" });
    const { id: uploadId } = await open();
    await putPart(reader, { uploadId, number: 1, body: Readable.from([BYTES]) });
    const { oid } = await completeUpload.run(reader, { uploadId });
    expect(oid).toBe(shaOf(BYTES));
    const proposed = { repoId: repo.id, before: new Date(Date.now() + 60_000), limit: 10 };
    expect(await listProposedObjects(owner, proposed)).toMatchObject([{ oid, userId: bob.userId }]);
    const asked = { ...address, title: "Weights", changes: [{ kind: "upload", path: "weights.bin", oid }] };
    const { number } = await proposeChanges.run(reader, ProposeChangesInput.parse(asked));
    const { commit } = await mergePull.run(owner, { ...address, number });
    const file = await statRepoFile(owner, repo, { commit, path: "weights.bin" });
    expect(file.entry.lfs).toMatchObject({ oid, size: BYTES.byteLength });
  });

  test("are not taken where they could not be proposed, nor finished by who lost sight of the repository", async () => {
    const { owner, reader, ada, bob, address, open } = await project();
    const { id: uploadId } = await open();
    await putPart(reader, { uploadId, number: 1, body: Readable.from([BYTES]) });
    await updateDiscussionSettings.run(owner, { ...address, isEnabled: false });
    await expect(open()).rejects.toMatchObject({ reason: "discussions_disabled" });
    await updateDiscussionSettings.run(owner, { ...address, isEnabled: true });
    await blockUser.run(owner, { owner: ada.username, username: bob.username });
    await expect(open()).rejects.toMatchObject({ reason: "blocked" });
    await updateRepo.run(owner, { ...address, visibility: "private" });
    await expect(open()).rejects.toMatchObject({ code: "not_found" });
    await expect(completeUpload.run(reader, { uploadId })).rejects.toMatchObject({ code: "not_found" });
  });
});
