import { badShard } from "./bad-bytes";
import { MAX_CHUNKS } from "./chunk-table";
import { EMPTY_HASH } from "./empty-hash";
import { HASH_BYTES, hashText } from "./hash";
import { LANDMARK_FLAG, PROOFS_FLAG, SHA256_FLAG, SHARD_RECORD_BYTES, SHARD_TAG, SHARD_VERSION } from "./shard-format";

/** Some chunks of a xorb, `end` exclusive. */
export interface ShardTerm {
  readonly xorb: string;
  readonly start: number;
  readonly end: number;
  /** What the client says they have unpacked, in bytes. */
  readonly unpacked: number;
  /** Over the hashes of the chunks: who knows it has the chunks. */
  readonly proof: string;
}

export interface ShardFile {
  readonly hash: string;
  readonly terms: readonly ShardTerm[];
  /** SHA-256 that the client claims; `null` when it claims none. */
  readonly oid: string | null;
}

export interface Shard {
  readonly files: readonly ShardFile[];
  /** Hashes of chunks that clients will ask for. */
  readonly landmarks: ReadonlySet<string>;
}

const MAX_LANDMARKS = 10_000;
const BOOKEND = "ff".repeat(HASH_BYTES);

/** Reads a shard as clients upload it; a footer and its tables are not looked at, and empty files are left out. Throws `invalid` (`bad_shard`). */
export function readShard(bytes: Buffer): Shard {
  const records = recordsOf(bytes);
  const header = records.next();
  if (!header.subarray(0, HASH_BYTES).equals(SHARD_TAG)) throw badShard("These bytes are no shard");
  if (header.readBigUInt64LE(HASH_BYTES) !== SHARD_VERSION) throw badShard("The shard has an unknown version");
  const files: ShardFile[] = [];
  for (let record = records.next(); !isBookend(record); record = records.next()) {
    const file = readFile(record, records);
    if (file.terms.length > 0) files.push(file);
  }
  const landmarks = new Set<string>();
  for (let record = records.next(); !isBookend(record); record = records.next()) {
    const count = record.readUInt32LE(HASH_BYTES + 4);
    records.assertRoom(count);
    for (let chunk = 0; chunk < count; chunk += 1) {
      const entry = records.next();
      const isMarked = entry.readUInt32LE(HASH_BYTES + 8) >= LANDMARK_FLAG;
      if (isMarked && landmarks.size < MAX_LANDMARKS) landmarks.add(textOf(entry));
    }
  }
  return { files, landmarks };
}

interface Records {
  next(): Buffer;
  /** Throws when so many records cannot follow: a count is never believed before. */
  assertRoom(count: number): void;
}

function recordsOf(bytes: Buffer): Records {
  let at = 0;
  return {
    next() {
      if (at + SHARD_RECORD_BYTES > bytes.byteLength) throw badShard("The shard ends early");
      at += SHARD_RECORD_BYTES;
      return bytes.subarray(at - SHARD_RECORD_BYTES, at);
    },
    assertRoom(count) {
      if (at + count * SHARD_RECORD_BYTES > bytes.byteLength) throw badShard("The shard ends early");
    },
  };
}

function readFile(header: Buffer, records: Records): ShardFile {
  const flags = header.readUInt32LE(HASH_BYTES);
  const count = header.readUInt32LE(HASH_BYTES + 4);
  const isEmpty = count === 0 && textOf(header) === EMPTY_HASH;
  if (count === 0 && !isEmpty) throw badShard("A file of the shard has no bytes");
  if (flags < PROOFS_FLAG && !isEmpty) throw badShard("A file of the shard comes without proofs");
  records.assertRoom(count * 2);
  const entries = Array.from({ length: count }, () => records.next());
  const terms = entries.map((entry) => {
    const proof = textOf(records.next());
    const [unpacked = 0, start = 0, end = 0] = [36, 40, 44].map((at) => entry.readUInt32LE(at));
    if (start >= end || end > MAX_CHUNKS) throw badShard(`A term names the chunks ${start} to ${end}`);
    return { xorb: textOf(entry), unpacked, start, end, proof };
  });
  const isClaimed = (flags & SHA256_FLAG) !== 0;
  return { hash: textOf(header), terms, oid: isClaimed ? textOf(records.next()) : null };
}

const textOf = (record: Buffer) => hashText(record.subarray(0, HASH_BYTES));
const isBookend = (record: Buffer) => record.toString("hex", 0, HASH_BYTES) === BOOKEND;
