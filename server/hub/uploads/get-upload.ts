import { getUpload as getOwnUpload } from "@/server/content";
import { Upload } from "@/server/content/contract";
import { defineQuery } from "@/server/kernel";
import { UploadAddress } from "../contract/content";

export const getUpload = defineQuery({
  name: "hub.getUpload",
  summary: "See which parts of an upload have arrived",
  http: { method: "GET", path: "/uploads/{uploadId}" },
  input: UploadAddress,
  output: Upload,
  run: (ctx, { uploadId }) => getOwnUpload(ctx, uploadId),
});
