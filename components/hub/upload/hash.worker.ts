import { createSHA256 } from "hash-wasm";

const CHUNK_BYTES = 4 * 1024 ** 2;

/** Reads a file bit by bit beside the page and answers its SHA-256; a large file never lies in memory whole. */
addEventListener("message", ({ data }: MessageEvent<File>) => {
  hashOf(data).then(
    (oid) => postMessage({ oid }),
    () => postMessage({ oid: null }),
  );
});

async function hashOf(file: File): Promise<string> {
  const hash = await createSHA256();
  for (let start = 0; start < file.size; start += CHUNK_BYTES) {
    hash.update(new Uint8Array(await file.slice(start, start + CHUNK_BYTES).arrayBuffer()));
  }
  return hash.digest();
}
