import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DomainError } from "@/server/kernel/errors";
import { tellDiskFull } from "@/server/ports/disk-full";

const BLOCK_BYTES = 1024 * 1024;
/** As many pieces as one call to the kernel takes at least (IOV_MAX, POSIX: 1,024 on Linux). */
const MAX_PIECES = 512;

interface Place {
  readonly root: string;
  /** Folder of unfinished writes, on the same file system as `path`. */
  readonly unfinished: string;
  readonly path: string;
}

/** Readers see nothing or the whole object, also after a power cut. Throws `invalid` or `unavailable` (`disk_full`). */
export async function writeObject({ root, unfinished, path }: Place, body: AsyncIterable<Uint8Array>, size: number) {
  const temporary = join(unfinished, randomUUID());
  try {
    await mkdir(unfinished, { recursive: true });
    await writeFile(temporary, blocks(exactly(body, size)));
    await moveFile(root, temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw tellDiskFull(error);
  }
}

/** While one block is being written, the next is received and hashed. */
async function writeFile(path: string, blocks: AsyncIterable<Uint8Array[]>) {
  await using file: FileHandle = await open(path, "wx", 0o444);
  let writing = Promise.resolve();
  for await (const pieces of blocks) {
    await writing;
    writing = writePieces(file, pieces);
    writing.catch(() => {}); // it is waited for with the next block, or below
  }
  await writing;
  await file.sync();
}

/** A disk that is nearly full may take a part only; the next call then says why. */
async function writePieces(file: FileHandle, pieces: Uint8Array[]): Promise<void> {
  let { bytesWritten } = await file.writev(pieces);
  const all = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (bytesWritten === all) return;
  for (const rest = Buffer.concat(pieces); bytesWritten < all; ) {
    bytesWritten += (await file.write(rest, bytesWritten)).bytesWritten;
  }
}

/** A new name for a file, also after a power cut; folders on the way are made. */
export async function moveFile(root: string, from: string, to: string) {
  const folder = dirname(to);
  const created = await mkdir(folder, { recursive: true });
  await rename(from, to);
  await syncFolder(folder);
  if (created === undefined) return;
  for (let above = folder; above !== root && above.length > root.length; ) {
    above = dirname(above);
    await syncFolder(above);
  }
}

async function syncFolder(folder: string) {
  await using entry = await open(folder, "r");
  await entry.sync();
}

/** Network chunks are small: fewer, larger writes are several times faster. */
async function* blocks(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array[]> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    bytes += chunk.byteLength;
    if (bytes < BLOCK_BYTES && waiting.length < MAX_PIECES) continue;
    yield waiting;
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield waiting;
}

async function* exactly(body: AsyncIterable<Uint8Array>, size: number): AsyncIterable<Uint8Array> {
  let seen = 0;
  for await (const chunk of body) {
    seen += chunk.byteLength;
    if (seen > size) break;
    yield chunk;
  }
  if (seen !== size) throw new DomainError("invalid", `The body does not have ${size} bytes`, { reason: "wrong_size" });
}
