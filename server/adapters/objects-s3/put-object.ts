import { createHash } from "node:crypto";
import { DomainError } from "@/server/kernel/errors";
import { blocks } from "./blocks";
import type { S3Client } from "./connect";
import { isMissing, withRetries } from "./failures";

/** A bucket, as the other files of this adapter need it. */
export interface Bucket {
  readonly client: S3Client;
  readonly bucket: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly partBytes: number;
  readonly copyBytes: number;
}

export interface Part {
  readonly part: number;
  readonly etag: string;
}

const MIB = 1024 ** 2;
const MAX_PARTS = 10_000;
const AT_ONCE = 2;

/**
 * One request for small objects, parts for others; every part is checked by the store, what it then has is looked at,
 * and whatever fails takes the unfinished upload with it.
 */
export async function putObject(
  at: Bucket,
  key: string,
  { body, size }: { body: AsyncIterable<Uint8Array>; size: number },
) {
  if (size <= at.partBytes) {
    const whole: Buffer[] = [];
    for await (const block of blocks(body, size, at.partBytes)) whole.push(block);
    const bytes = Buffer.concat(whole);
    await withRetries(() => at.client.putObject(at.bucket, key, bytes, size, { ...at.headers }));
    return;
  }
  const bytes = Math.max(at.partBytes, Math.ceil(size / MAX_PARTS / MIB) * MIB);
  await inParts(at, { key, size }, (send) => sendBlocks(blocks(body, size, bytes), send));
}

async function sendBlocks(body: AsyncIterable<Buffer>, send: Send): Promise<Part[]> {
  const sent: Promise<Part>[] = [];
  try {
    let number = 0;
    for await (const block of body) {
      number += 1;
      const part = send(number, { "content-md5": createHash("md5").update(block).digest("base64") }, block);
      part.catch(() => undefined); // waited for below, or by `finally`
      sent.push(part);
      await sent.at(-AT_ONCE);
    }
    return await Promise.all(sent);
  } finally {
    await Promise.allSettled(sent);
  }
}

export type Send = (part: number, headers: Readonly<Record<string, string>>, block?: Buffer) => Promise<Part>;

/** Opens an upload, has it filled, completes it; gives it up in every other case. Throws when the store has other bytes then. */
export async function inParts(
  at: Bucket,
  { key, size }: { readonly key: string; readonly size: number },
  fill: (send: Send) => Promise<readonly Part[]>,
) {
  const { client, bucket } = at;
  const uploadID = await withRetries(() => client.initiateNewMultipartUpload(bucket, key, { ...at.headers }));
  try {
    const parts = await fill((partNumber, headers, block) =>
      withRetries(() =>
        client.uploadPart(
          { bucketName: bucket, objectName: key, uploadID, partNumber, headers: { ...headers } },
          block,
        ),
      ),
    );
    await complete(at, { key, uploadId: uploadID }, parts);
  } catch (error) {
    await withRetries(() => client.abortMultipartUpload(bucket, key, uploadID)).catch(() => undefined); // the sweep finds it
    throw error;
  }
  const kept = await withRetries(() => client.statObject(bucket, key));
  if (kept.size === size) return;
  await client.removeObject(bucket, key);
  throw new DomainError("unavailable", "The object store did not keep what it was sent", { reason: "object_store" });
}

/** Doing it again is no error: an answer may be lost, and the object is then in the place of the upload. */
export async function complete(
  { client, bucket }: Bucket,
  { key, uploadId }: { readonly key: string; readonly uploadId: string },
  parts: readonly Part[],
): Promise<void> {
  await withRetries(async () => {
    try {
      await client.completeMultipartUpload(bucket, key, uploadId, [...parts]);
    } catch (error) {
      const found = isMissing(error) ? await client.statObject(bucket, key).catch(() => null) : null;
      if (found?.etag !== etagOf(parts)) throw error;
    }
  });
}

/** What S3 calls an object of these parts: the MD5 of their MD5s. */
function etagOf(parts: readonly Part[]): string {
  const hash = createHash("md5");
  for (const { etag } of parts) hash.update(Buffer.from(etag, "hex"));
  return `${hash.digest("hex")}-${parts.length}`;
}
