import { authorize } from "@/server/access";
import { getUpload } from "@/server/content";
import type { Upload } from "@/server/content/contract";
import type { Ctx } from "@/server/kernel";
import { getReadableRepoById } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";

/**
 * An upload of the caller, who may still write to its repository: rights may be gone since it was opened. Throws
 * `not_found` and `forbidden`.
 */
export async function getWritableUpload(ctx: Ctx, uploadId: string): Promise<Upload> {
  const upload = await getUpload(ctx, uploadId);
  await authorize(ctx, "repo.write", resourceOf(await getReadableRepoById(ctx, upload.repoId)));
  return upload;
}
