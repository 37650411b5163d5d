import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, constants as flags, link, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { insideRoot } from "@/server/kernel";
import type { SavedFile } from "./manifest";

const BLOCK_BYTES = 1_024 * 1_024;

type Chunks = AsyncIterable<Uint8Array>;

/** Writes a new file of the backup, on the disk for good when this returns. */
export async function saveFile(folder: string, path: string, chunks: Chunks): Promise<SavedFile> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await using file = await open(target, "wx", 0o600);
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    bytes += chunk.byteLength;
    await file.writeFile(chunk);
  }
  await file.sync();
  return { path, bytes, sha256: hash.digest("hex") };
}

export async function hashFile(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: BLOCK_BYTES })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** Where the file lies. Throws in words when it is missing or not what was saved. */
export async function verifiedPath(folder: string, { path, sha256 }: SavedFile): Promise<string> {
  const place = insideRoot(folder, path);
  const found = await hashFile(place).catch(absent);
  if (found === null) throw new Error(`The backup is not complete: ${path} is missing.`);
  if (found.sha256 !== sha256)
    throw new Error(`The backup is damaged: ${path} does not have the bytes it was made of.`);
  return place;
}

/** A second name for bytes that never change, or a copy where the file system has no such thing. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await link(from, to).catch((error: unknown) => {
    if (!isCode(error, "EXDEV", "EPERM", "EMLINK", "ENOTSUP", "EOPNOTSUPP")) throw error;
    return copyFile(from, to, flags.COPYFILE_FICLONE);
  });
}

/** For `catch`: what is not there is `null`; everything else stays an error. */
export function absent(error: unknown): null {
  if (isCode(error, "ENOENT", "ENOTDIR")) return null;
  throw error;
}

export const isCode = (error: unknown, ...codes: readonly string[]) =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));
