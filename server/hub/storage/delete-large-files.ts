import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { dropObjects, momentsOfObjects } from "@/server/content";
import { listPointerFiles, removeBlobs } from "@/server/git";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { pusherOf } from "../commits/pusher";
import { recordPush } from "../commits/record-push";
import { DeletedLargeFiles, DeleteLargeFilesInput } from "../contract/large-files";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, type Repository, resourceOf } from "../repositories/repository";
import { attachedFiles } from "./attached-files";

export const deleteLargeFiles = defineCommand({
  name: "hub.deleteLargeFiles",
  summary: "Delete large files for good, from the whole history unless told otherwise",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/large-files/delete" },
  input: DeleteLargeFilesInput,
  output: DeletedLargeFiles,
  async run(ctx: Ctx<"repositories">, { oids, rewritesHistory, ...address }) {
    return dropLargeFiles(ctx, await getRepoAt(ctx, address), { oids, rewritesHistory });
  },
});

interface Deletion {
  readonly oids: readonly string[];
  readonly rewritesHistory: boolean;
}

/**
 * Throws `forbidden`, also for a protected branch, `too_large` for a long history, `conflict` for a file of a release.
 * What is not there is left out.
 */
async function dropLargeFiles(ctx: Ctx<"repositories">, repo: Repository, { oids, rewritesHistory }: Deletion) {
  await authorize(ctx, "repo.admin", resourceOf(repo));
  await refuseAttached(ctx, repo.id, oids);
  const known = [...(await momentsOfObjects(ctx, { repoId: repo.id, oids })).keys()];
  if (rewritesHistory) {
    const blobs = await blobsOf(ctx, repo.id, new Set(oids));
    if (blobs.size > 0) await removeBlobs(ctx, repo.id, { blobs, pusher: await pusherOf(ctx, repo) });
  }
  await atomically(ctx, async (ctx) => {
    await dropObjects(ctx, { repoId: repo.id, oids: known });
    await audit(ctx, "repository.largeFilesDeleted", auditTarget(repo, { oids: known.slice(0, 100), rewritesHistory }));
  });
  await recordPush(ctx, repo.id);
  return { deleted: known.length };
}

async function refuseAttached(ctx: Ctx, repoId: string, oids: readonly string[]): Promise<void> {
  const [[oid, uses] = []] = await attachedFiles(ctx, { repoId, oids });
  const use = uses?.[0];
  if (oid === undefined || use === undefined) return;
  const text = `The release ${use.tag} has this file attached as ${use.name}: take it from the release first`;
  throw new DomainError("conflict", text, { reason: "file_attached", details: { oid, ...use } });
}

async function blobsOf(ctx: Ctx<"repositories">, repoId: string, oids: ReadonlySet<string>): Promise<Set<string>> {
  const blobs = new Set<string>();
  for await (const { oid, blob } of listPointerFiles(ctx, repoId)) if (oids.has(oid)) blobs.add(blob);
  return blobs;
}
