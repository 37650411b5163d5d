import { cancelUpload as dropUpload } from "@/server/content";
import { type Ctx, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { UploadAddress } from "../contract/content";
import { getWritableUpload } from "./get-writable-upload";

export const cancelUpload = defineCommand({
  name: "hub.cancelUpload",
  summary: "Give up an upload",
  http: { method: "DELETE", path: "/uploads/{uploadId}", status: 204 },
  input: UploadAddress,
  output: Nothing,
  async run(ctx: Ctx<"objects">, { uploadId }) {
    await getWritableUpload(ctx, uploadId);
    await dropUpload(ctx, uploadId);
    return {};
  },
});
