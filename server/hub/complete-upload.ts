import { authorize } from "@/server/access";
import { getUpload, completeUpload as joinParts } from "@/server/content";
import { type Ctx, defineCommand } from "@/server/kernel";
import { UploadAddress, UploadedObject } from "./contract/content";
import { getReadableRepoById } from "./get-readable-repo";
import { resourceOf } from "./repository";

export const completeUpload = defineCommand({
  name: "hub.completeUpload",
  summary: "Put the parts of an upload together; a commit can name the result",
  http: { method: "POST", path: "/uploads/{uploadId}/complete" },
  input: UploadAddress,
  output: UploadedObject,
  async run(ctx: Ctx<"objects">, { uploadId }) {
    const { repoId } = await getUpload(ctx, uploadId);
    await authorize(ctx, "repo.write", resourceOf(await getReadableRepoById(ctx, repoId)));
    return joinParts(ctx, uploadId);
  },
});
