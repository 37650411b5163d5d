import type { LfsPointer } from "./contract";

const VERSIONS = new Set([
  "https://git-lfs.github.com/spec/v1",
  "http://git-media.io/v/2",
  "https://hawser.github.com/spec/v1",
]);

/** Sizes a pointer can have; every other blob is content. */
export const couldBePointer = (blobSize: number): boolean => blobSize >= 100 && blobSize < 1_024;

/** What a blob points at, after the Git LFS specification v1; `null` for ordinary content. */
export function parsePointer(blob: Uint8Array): LfsPointer | null {
  if (!couldBePointer(blob.byteLength) || !startsAsPointer(blob)) return null;
  const lines = Buffer.from(blob).toString("latin1").replace(/\n$/, "").split("\n");
  const fields = new Map<string, string>();
  for (const line of lines) {
    const found = /^([a-z0-9.-]+) (.+)$/.exec(line);
    if (!found?.[1] || !found[2]) return null;
    fields.set(found[1], found[2]);
  }
  if (!VERSIONS.has(fields.get("version") ?? "")) return null;
  const oid = /^sha256:([0-9a-f]{64})$/.exec(fields.get("oid") ?? "")?.[1];
  const size = /^\d{1,15}$/.exec(fields.get("size") ?? "")?.[0];
  return oid && size ? { oid, size: Number(size) } : null;
}

const START = Buffer.from("version ");
const startsAsPointer = (blob: Uint8Array) => START.equals(blob.subarray(0, START.byteLength));

/** The canonical pointer file. */
export const formatPointer = ({ oid, size }: LfsPointer): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`;
