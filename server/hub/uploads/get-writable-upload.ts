import { allows, authorize } from "@/server/access";
import { getUpload } from "@/server/content";
import type { Upload } from "@/server/content/contract";
import type { Ctx } from "@/server/kernel";
import { authorizeContent } from "../gate/authorize-content";
import { getReadableRepoById } from "../repositories/get-readable-repo";
import { type Repository, resourceOf } from "../repositories/repository";

/**
 * An upload of the caller, who may still write to its repository or propose changes of its files: rights may be gone
 * since it was opened. Throws `not_found` and `forbidden`.
 */
export async function getWritableUpload(ctx: Ctx, uploadId: string): Promise<Upload> {
  const upload = await getUpload(ctx, uploadId);
  await authorizeBytes(ctx, await getReadableRepoById(ctx, upload.repoId));
  return upload;
}

/** Who opens a pull request sends its files first; whether they may open one is asked where it is opened. */
async function authorizeBytes(ctx: Ctx, repo: Repository): Promise<void> {
  const resource = resourceOf(repo);
  const isProposer = !(await allows(ctx, "repo.write", resource)) && (await allows(ctx, "discussion.write", resource));
  if (!isProposer || repo.isMirror) return authorize(ctx, "repo.write", resource);
  await authorizeContent(ctx, repo);
}
