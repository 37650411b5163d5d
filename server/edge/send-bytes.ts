import { ReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import type { Exchange } from "./exchange";
import { respondStream } from "./respond";

/** Large enough that the ways to the thread pool and back do not count. */
const BLOCK_BYTES = 1024 * 1024;
/** While one is being sent, the next is read. */
const BLOCKS = 2;

interface Part {
  /** Where `body` begins in what it is a part of, in bytes. */
  readonly start: number;
  readonly length: number;
}

/**
 * Sends the bytes of an answer whose head is written, and ends it. A file of this machine is read into the same few
 * blocks again and again: a stream takes a new megabyte for each read, and the kernel has to empty it first.
 */
export async function sendBytes(exchange: Exchange, body: AsyncIterable<Uint8Array>, part: Part): Promise<void> {
  if (!(body instanceof ReadStream)) return respondStream(exchange, body);
  const file = await open(body.path);
  body.destroy();
  try {
    await sendFromFile(exchange, file, part);
  } finally {
    await file.close();
  }
}

async function sendFromFile({ response, signal }: Exchange, file: FileHandle, { start, length }: Part): Promise<void> {
  const gone = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  const size = Math.min(BLOCK_BYTES, length);
  const count = Math.min(BLOCKS, Math.ceil(length / size));
  const blocks = Array.from({ length: count }, () => ({ bytes: Buffer.allocUnsafeSlow(size), isFree: nothing }));
  for (let sent = 0, turn = 0; sent < length; turn += 1) {
    const block = blocks[turn % count];
    await Promise.race([block?.isFree, gone]);
    if (block === undefined || signal.aborted) return;
    const { bytesRead } = await file.read(block.bytes, 0, Math.min(size, length - sent), start + sent);
    if (bytesRead === 0) throw new Error("The file is shorter than it was");
    sent += bytesRead;
    block.isFree = write(response, block.bytes.subarray(0, bytesRead));
  }
  await Promise.race([new Promise<void>((resolve) => response.end(resolve)), gone]);
}

const nothing = Promise.resolve();

/** Resolves when the socket has let go of the bytes, sent or not. */
const write = (response: ServerResponse, bytes: Uint8Array) =>
  new Promise<void>((resolve) => response.write(bytes, () => resolve()));
