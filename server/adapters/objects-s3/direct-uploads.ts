import { DomainError, notFound } from "@/server/kernel/errors";
import type { DirectUploads } from "@/server/ports/object-store";
import type { S3Client } from "./connect";
import { explained, isCode, isMissing, withRetries } from "./failures";
import { type Bucket, complete } from "./put-object";

/** Uploads in parts that clients fill by presigned links; `signer` knows the store by the name that clients use. */
export function createDirectUploads(at: Bucket, signer: S3Client): DirectUploads {
  const { client, bucket } = at;
  return {
    async begin(key) {
      const opened = withRetries(() => client.initiateNewMultipartUpload(bucket, key, { ...at.headers }));
      return { key, uploadId: await opened.catch(thrown) };
    },
    async presignPart({ key, uploadId }, number, expiresInSeconds) {
      const query = { uploadId, partNumber: String(number) };
      return new URL(await signer.presignedUrl("PUT", bucket, key, expiresInSeconds, query));
    },
    async listParts({ key, uploadId }) {
      const parts = await withRetries(() => client.listUploadedParts(bucket, key, uploadId)).catch(gone(uploadId));
      return parts.map(({ part, size, etag }) => ({ number: part, size, etag: plain(etag) }));
    },
    async complete({ key, uploadId }, parts) {
      const named = parts.map(({ number, etag }) => ({ part: number, etag: plain(etag) }));
      await complete(at, { key, uploadId }, named).catch(gone(uploadId));
    },
    async abort({ key, uploadId }) {
      await withRetries(() => client.abortMultipartUpload(bucket, key, uploadId)).catch((error: unknown) => {
        if (!isMissing(error)) throw explained(error);
      });
    },
  };
}

const plain = (etag: string) => etag.replaceAll('"', "");

const gone =
  (uploadId: string) =>
  (error: unknown): never => {
    if (isMissing(error)) throw notFound("Upload", uploadId);
    if (isCode(error, "InvalidPart", "InvalidPartOrder", "EntityTooSmall", "MalformedXML", "InvalidArgument")) {
      throw new DomainError("invalid", "These are not the parts that arrived", { reason: "bad_parts", cause: error });
    }
    return thrown(error);
  };

function thrown(error: unknown): never {
  throw explained(error);
}
