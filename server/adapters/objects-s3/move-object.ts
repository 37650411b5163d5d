import { CopyDestinationOptions, CopySourceOptions } from "minio";
import { withRetries } from "./failures";
import { type Bucket, inParts, type Part } from "./put-object";

const AT_ONCE = 4;

/** A copy within the store, then the removal of the original. */
export async function moveObject(at: Bucket, from: string, to: string): Promise<void> {
  const { client, bucket } = at;
  const { size } = await withRetries(() => client.statObject(bucket, from));
  if (size > at.copyBytes) await copyInParts(at, { from, to, size });
  else await copyAtOnce(at, from, to);
  await withRetries(() => client.removeObject(bucket, from));
}

async function copyAtOnce({ client, bucket, headers }: Bucket, from: string, to: string) {
  await withRetries(async () => {
    const source = new CopySourceOptions({ Bucket: bucket, Object: from });
    const target = new CopyDestinationOptions({ Bucket: bucket, Object: to, Headers: { ...headers } });
    const copied = await client.copyObject(source, target);
    // A copy that failed underway is answered with 200 and an error in the place of the result.
    const isCopied = "LastModified" in copied ? Boolean(copied.LastModified) : Boolean(copied?.lastModified);
    if (!isCopied) throw new Error("The object store does not answer that it copied");
  });
}

async function copyInParts(at: Bucket, { from, to, size }: { from: string; to: string; size: number }) {
  const source = `${at.bucket}/${from}`;
  await inParts(at, { key: to, size }, async (send) => {
    const parts: Part[] = [];
    const count = Math.ceil(size / at.copyBytes);
    for (let first = 1; first <= count; first += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, count - first + 1) }, (_, index) => first + index);
      const copied = numbers.map((number) => {
        const end = Math.min(size, number * at.copyBytes) - 1;
        const range = `bytes=${(number - 1) * at.copyBytes}-${end}`;
        return send(number, { "x-amz-copy-source": source, "x-amz-copy-source-range": range });
      });
      parts.push(...(await Promise.all(copied)));
    }
    return parts;
  });
}
