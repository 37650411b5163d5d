import { HASH_BYTES, hashBytes, hashText } from "./hash";

/** Some chunks of a xorb that stand in a file one after the other, `end` exclusive. */
export interface Term {
  readonly xorb: string;
  readonly start: number;
  readonly end: number;
  /** Bytes that they give. */
  readonly unpacked: number;
  /** Where they lie in the stored xorb, `packedEnd` exclusive. */
  readonly packedStart: number;
  readonly packedEnd: number;
}

const RECORD_BYTES = 24;

/** Every xorb once, then a record for each term. */
export function writeTerms(terms: readonly Term[]): Buffer {
  const xorbs = [...new Set(terms.map(({ xorb }) => xorb))];
  const places = new Map(xorbs.map((xorb, index) => [xorb, index]));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(xorbs.length);
  const records = Buffer.alloc(terms.length * RECORD_BYTES);
  for (const [index, { xorb, start, end, unpacked, packedStart, packedEnd }] of terms.entries()) {
    const words = [places.get(xorb) ?? 0, start, end, unpacked, packedStart, packedEnd];
    for (const [at, word] of words.entries()) records.writeUInt32LE(word, index * RECORD_BYTES + at * 4);
  }
  return Buffer.concat([size, ...xorbs.map(hashBytes), records]);
}

export function readTerms(bytes: Buffer): Term[] {
  const count = bytes.readUInt32LE(0);
  const xorbs = Array.from({ length: count }, (_, at) =>
    hashText(bytes.subarray(4 + at * HASH_BYTES, 4 + (at + 1) * HASH_BYTES)),
  );
  const records = bytes.subarray(4 + count * HASH_BYTES);
  return Array.from({ length: records.byteLength / RECORD_BYTES }, (_, index) => {
    const word = (at: number) => records.readUInt32LE(index * RECORD_BYTES + at * 4);
    return {
      xorb: xorbs[word(0)] ?? "",
      start: word(1),
      end: word(2),
      unpacked: word(3),
      packedStart: word(4),
      packedEnd: word(5),
    };
  });
}
