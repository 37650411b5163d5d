import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { unlinkRepository } from "@/server/content";
import { atomically, defineCommand, publish } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { ReleaseAddress } from "../contract/release";
import { releaseChanged } from "../events";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { getReadableRelease } from "./release";
import { listAttachments } from "./store/attachments";
import { lockRelease, removeReleaseRow } from "./store/releases";

export const deleteRelease = defineCommand({
  name: "hub.deleteRelease",
  summary: "Delete a release and its attachments; its tag stays",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/releases/{tag}", status: 204 },
  input: ReleaseAddress,
  output: Nothing,
  async run(ctx, { tag, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(repo));
    const { id } = await getReadableRelease(ctx, repo, tag);
    await atomically(ctx, async (ctx) => {
      await lockRelease(ctx.db, id);
      for (const attachment of await listAttachments(ctx.db, [id])) await unlinkRepository(ctx, attachment.id);
      await removeReleaseRow(ctx.db, id);
      await publish(ctx, releaseChanged, { repoId: repo.id, releaseId: id });
      await audit(ctx, "repository.releaseDeleted", auditTarget(repo, { tag }));
    });
    return {};
  },
});
