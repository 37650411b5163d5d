import type { Readable } from "node:stream";
import { DomainError, notFound } from "@/server/kernel/errors";
import type { ByteRange, ObjectStore, PresignedHeaders, StoredObject } from "@/server/ports/object-store";
import { openClient, type S3Config } from "./connect";
import { createCopies } from "./copies";
import { createDirectUploads } from "./direct-uploads";
import { explained, isMissing, withRetries } from "./failures";
import { moveObject } from "./move-object";
import { type Bucket, putObject } from "./put-object";

export type { S3Config } from "./connect";

const MIB = 1024 ** 2;
const KEY = /^(?!\.)[\w.-]+(\/(?!\.{1,2}(\/|$))[\w.-]+)*$/;
const MAX_KEY = 500;

/** One object per key in a bucket of a store that speaks S3. Every request ends, and is repeated a few times at most. */
export function createS3Objects(config: S3Config): ObjectStore {
  const { bucket } = config;
  const client = openClient(config, config.endpoint);
  const signer = config.publicEndpoint === undefined ? null : openClient(config, config.publicEndpoint);
  const at: Bucket = {
    client,
    bucket,
    headers: config.encryptionHeaders ?? {},
    partBytes: config.partBytes ?? 8 * MIB,
    copyBytes: config.copyBytes ?? 1024 * MIB,
  };
  const copies = createCopies(config.cacheFolder);
  return {
    put: (key, body, size) => told(() => putObject(at, usable(key), { body, size })),
    get: (key, range) => told(() => read(at, usable(key), range)),
    stat: (key) =>
      told(async () => {
        const found = await withRetries(() => client.statObject(bucket, usable(key))).catch(missing);
        return found && { size: found.size };
      }),
    move: (from, to) =>
      told(async () => {
        const moved = await moveObject(at, usable(from), usable(to)).then(() => true, missing);
        if (moved === null) throw notFound("Object", from);
      }),
    remove: (key) => told(() => withRetries(() => client.removeObject(bucket, usable(key)))),
    list: (folder) => list(at, folder),
    sweep: (before) => told(async () => (await sweep(at, before)) + (await copies.sweep(before))),
    localPath: () => null,
    localCopy: (key, checked) => told(() => copies.keep(usable(key), () => read(at, key, undefined), checked)),
    presignDownload: (key, seconds, headers = {}) =>
      told(async () => {
        if (signer === null) return null;
        return new URL(await signer.presignedUrl("GET", bucket, usable(key), seconds, answered(headers)));
      }),
    direct: signer && createDirectUploads(at, signer),
    check: () =>
      told(async () => {
        if (await client.bucketExists(bucket)) return `bucket ${bucket} at ${new URL(config.endpoint).host}`;
        throw new DomainError("unavailable", `There is no bucket ${bucket} at ${config.endpoint}: create it`);
      }),
  };
}

/** Only names that every store keeps as they are. Throws `invalid` (`bad_key`). */
function usable(key: string): string {
  if (KEY.test(key) && key.length <= MAX_KEY) return key;
  throw new DomainError("invalid", "The key is not usable", { reason: "bad_key" });
}

async function read({ client, bucket }: Bucket, key: string, range: ByteRange | undefined): Promise<Readable> {
  const length = range && range.end - range.start + 1;
  const opened = withRetries(() => client.getPartialObject(bucket, key, range?.start ?? 0, length));
  const body = await opened.catch(missing);
  if (body === null) throw notFound("Object", key);
  return body;
}

async function* list({ client, bucket }: Bucket, folder: string): AsyncIterable<StoredObject> {
  const prefix = folder === "" ? "" : `${folder.replace(/\/$/, "")}/`;
  for (let token = ""; ; ) {
    const page = await told(() => withRetries(() => client.listObjectsV2Query(bucket, prefix, token, "", 1_000, "")));
    for (const { name, size, lastModified } of page.objects) {
      if (name && lastModified) yield { key: name, size, modifiedAt: lastModified };
    }
    if (!page.isTruncated || !page.nextContinuationToken) return;
    token = page.nextContinuationToken;
  }
}

/** Uploads that nobody completed are all that a write can leave behind. */
async function sweep({ client, bucket }: Bucket, before: Date): Promise<number> {
  let count = 0;
  for (let marker = ""; ; ) {
    const page = await withRetries(() => client.listIncompleteUploadsQuery(bucket, "", marker, "", ""));
    for (const { key, uploadId, initiated } of page.uploads) {
      if (initiated >= before) continue;
      await withRetries(() => client.abortMultipartUpload(bucket, key, uploadId)).catch(missing);
      count += 1;
    }
    if (!page.isTruncated || !page.nextKeyMarker) return count;
    marker = page.nextKeyMarker;
  }
}

const answered = ({ contentType, contentDisposition, cacheControl }: PresignedHeaders) => ({
  ...(contentType && { "response-content-type": contentType }),
  ...(contentDisposition && { "response-content-disposition": contentDisposition }),
  ...(cacheControl && { "response-cache-control": cacheControl }),
});

/** For `catch`: what is not there is `null`; everything else stays an error. */
function missing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}

/** Errors in the words of the platform. */
async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw explained(error);
  }
}
