import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { unlinkRepository } from "@/server/content";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { AttachmentAddress } from "../contract/release";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { getReadableRelease } from "./release";
import { deleteAttachmentRow, findAttachment } from "./store/attachments";

export const deleteReleaseAttachment = defineCommand({
  name: "hub.deleteReleaseAttachment",
  summary: "Take an attached file from a release",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/releases/{tag}/attachments/{attachment}", status: 204 },
  input: AttachmentAddress,
  output: Nothing,
  async run(ctx, { tag, attachment, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(repo));
    const release = await getReadableRelease(ctx, repo, tag);
    const row = await findAttachment(ctx.db, release.id, attachment);
    if (!row) throw notFound("Attachment", attachment);
    await atomically(ctx, async (ctx) => {
      await deleteAttachmentRow(ctx.db, row.id);
      await unlinkRepository(ctx, row.id);
      await audit(ctx, "repository.releaseAttachmentDeleted", auditTarget(repo, { tag, attachment }));
    });
    return {};
  },
});
