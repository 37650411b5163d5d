import { completeUpload as joinParts } from "@/server/content";
import { type Ctx, defineCommand } from "@/server/kernel";
import { UploadAddress, UploadedObject } from "../contract/content";
import { getWritableUpload } from "./get-writable-upload";

export const completeUpload = defineCommand({
  name: "hub.completeUpload",
  summary: "Put the parts of an upload together; a commit can name the result",
  http: { method: "POST", path: "/uploads/{uploadId}/complete" },
  input: UploadAddress,
  output: UploadedObject,
  async run(ctx: Ctx<"objects">, { uploadId }) {
    await getWritableUpload(ctx, uploadId);
    return joinParts(ctx, uploadId);
  },
});
