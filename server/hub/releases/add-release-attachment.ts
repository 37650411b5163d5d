import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { findObject, linkObject, openPlace } from "@/server/content";
import { atomically, type Ctx, DomainError, defineCommand, newRow, notFound } from "@/server/kernel";
import { MOST_ATTACHMENTS } from "../contract/attachment-name";
import { AddAttachmentInput, Release } from "../contract/release";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { getReadableRelease, showRelease } from "./release";
import { insertAttachment, listAttachments } from "./store/attachments";
import { lockRelease } from "./store/releases";

export const addReleaseAttachment = defineCommand({
  name: "hub.addReleaseAttachment",
  summary: "Attach a file to a release, after it was uploaded to the repository",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/releases/{tag}/attachments", status: 201 },
  input: AddAttachmentInput,
  output: Release,
  async run(ctx: Ctx<"repositories">, { tag, attachment, oid, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(repo));
    const release = await getReadableRelease(ctx, repo, tag);
    const object = await findObject(ctx, { repoId: repo.id, oid });
    if (!object) throw notFound("File", oid);
    const row = {
      ...newRow(ctx),
      ...{ releaseId: release.id, name: attachment, oid, size: object.size, downloads: 0 },
    };
    await atomically(ctx, async (ctx) => {
      if (!(await lockRelease(ctx.db, release.id))) throw notFound("Release", tag);
      if ((await listAttachments(ctx.db, [release.id])).length >= MOST_ATTACHMENTS) throw full();
      if (!(await insertAttachment(ctx.db, row))) throw taken(attachment);
      await openPlace(ctx, { placeId: row.id, ownerId: repo.ownerId });
      await linkObject(ctx, { fromRepoId: repo.id, toRepoId: row.id, oid });
      await audit(ctx, "repository.releaseAttachmentAdded", auditTarget(repo, { tag, attachment, oid }));
    });
    return showRelease(ctx, repo, release);
  },
});

const full = () =>
  new DomainError("quota_exceeded", `A release has at most ${MOST_ATTACHMENTS} attachments: delete one first`);

const taken = (name: string) =>
  new DomainError("conflict", `The release has a file ${name} already; delete it first`, {
    reason: "attachment_exists",
  });
