/** A Xet shard, version 2 (hub-protocols §4.6): records of 48 bytes, numbers little-endian. */
export const SHARD_RECORD_BYTES = 48;
export const SHARD_TAG = Buffer.concat([
  Buffer.from("HFRepoMetaData"),
  Buffer.from("00556967456a7b815783a5bdd95ccdd14aa9", "hex"),
]);
export const SHARD_VERSION = 2n;
export const FOOTER_BYTES = 200;

/** Of a file: a proof for each term follows; its SHA-256 follows. */
export const PROOFS_FLAG = 0x80_00_00_00;
export const SHA256_FLAG = 0x40_00_00_00;
/** Of a chunk: clients will ask for duplicates of it. */
export const LANDMARK_FLAG = 0x80_00_00_00;
