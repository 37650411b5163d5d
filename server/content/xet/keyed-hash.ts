import { Blake3Hasher } from "@napi-rs/blake-hash";
import { HASH_BYTES } from "./hash";

/** Keys of BLAKE3 in keyed mode (Xet protocol specification, "Hashing"; hub-protocols §4.4). */
const DATA_KEY = Buffer.from("6697f5775b9550de3135cbaca597181c9de421109beb2b58b4d0b04b93adf229", "hex");
const NODE_KEY = Buffer.from("017ec5c7a5472996fd946666b48a02e65ddd536f37c76dd2f86352e64a53713f", "hex");
const VERIFY_KEY = Buffer.from("7f1857d6ce56ed66127ff913e7a5c3f3a4cd26d5b5db49e64124987f28fb94c3", "hex");
const FILE_KEY = Buffer.alloc(32);

const keyed = (key: Buffer, bytes: Uint8Array): Buffer =>
  Blake3Hasher.newKeyed(key)
    .update(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    .digestBuffer();

/** Names the uncompressed bytes of a chunk. */
export const chunkHash = (bytes: Uint8Array): Buffer => keyed(DATA_KEY, bytes);

/** Names a node of the tree from the text of its children. */
export const nodeHash = (children: string): Buffer => keyed(NODE_KEY, Buffer.from(children));

/** Proof that somebody knows the chunks of a term: over their hashes, one after the other. */
export const rangeHash = (chunkHashes: Uint8Array): Buffer => keyed(VERIFY_KEY, chunkHashes);

/** Names a file by the root of its chunks; that of the empty file is zeros. */
export const fileHash = (root: Uint8Array): Buffer =>
  root.every((byte) => byte === 0) ? Buffer.alloc(HASH_BYTES) : keyed(FILE_KEY, root);

/** What a chunk is called in an answer to a question for duplicates. */
export const hiddenHash = (key: Buffer, chunk: Uint8Array): Buffer => keyed(key, chunk);
