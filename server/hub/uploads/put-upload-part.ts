import { putPart } from "@/server/content";
import { type Ctx, defineStream } from "@/server/kernel";
import { UploadPartAddress } from "../contract/content";
import { getWritableUpload } from "./get-writable-upload";

export const putUploadPart = defineStream({
  name: "hub.putUploadPart",
  summary: "Send one part of an upload; sending it again replaces it",
  http: { method: "PUT", path: "/uploads/{uploadId}/parts/{number}" },
  input: UploadPartAddress,
  consumes: "application/octet-stream",
  produces: "application/json",
  async run(ctx: Ctx<"objects">, { uploadId, number }, { body }) {
    await getWritableUpload(ctx, uploadId);
    await putPart(ctx, { uploadId, number, body });
    return { contentType: "application/json", body: answer(number) };
  },
});

async function* answer(number: number): AsyncGenerator<string> {
  yield JSON.stringify({ number });
}
