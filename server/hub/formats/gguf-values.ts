import type { Cursor } from "./cursor";
import { badFile, utf8 } from "./file-bytes";

/** A long list, of which only the first entries are kept. */
export interface GgufList {
  readonly length: number;
  readonly first: readonly GgufValue[];
}
export type GgufValue = string | number | boolean | GgufList;

const KEPT_ENTRIES = 64;
const KEPT_TEXT_BYTES = 256 * 1024;
const MAX_KEY_BYTES = 65_535;
const MAX_DEPTH = 4;
const STRING = 8;
const LIST = 9;

/** Size in bytes and reader of each scalar, by its number in the GGUF specification. */
const SCALARS: Readonly<Record<number, readonly [size: number, read: (bytes: Buffer) => GgufValue]>> = {
  0: [1, (bytes) => bytes.readUInt8()],
  1: [1, (bytes) => bytes.readInt8()],
  2: [2, (bytes) => bytes.readUInt16LE()],
  3: [2, (bytes) => bytes.readInt16LE()],
  4: [4, (bytes) => bytes.readUInt32LE()],
  5: [4, (bytes) => bytes.readInt32LE()],
  6: [4, (bytes) => finite(bytes.readFloatLE())],
  7: [1, (bytes) => bytes.readUInt8() !== 0],
  10: [8, (bytes) => exact(bytes.readBigUInt64LE())],
  11: [8, (bytes) => exact(bytes.readBigInt64LE())],
  12: [8, (bytes) => finite(bytes.readDoubleLE())],
};

/** JSON has no NaN, no infinity and no integer beyond 2^53: those become text. */
const finite = (value: number) => (Number.isFinite(value) ? value : String(value));
const exact = (value: bigint) => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value));

export async function readKey(cursor: Cursor, maxBytes = MAX_KEY_BYTES): Promise<string> {
  const length = await cursor.length();
  if (length > maxBytes) throw badFile("bad_entry", "A name in the header is too long");
  return utf8(await cursor.bytes(length));
}

export async function readValue(cursor: Cursor, type: number, depth = 0): Promise<GgufValue> {
  if (type === STRING) return readText(cursor);
  if (type === LIST) return readList(cursor, depth + 1);
  const [size, read] = SCALARS[type] ?? [];
  if (size === undefined || read === undefined) throw badFile("bad_type", "The header holds a value of unknown type");
  return read(await cursor.bytes(size));
}

/** A text that is longer than any chat template is cut, where a character ends. */
async function readText(cursor: Cursor): Promise<string> {
  const length = await cursor.length();
  const kept = Math.min(length, KEPT_TEXT_BYTES);
  const bytes = await cursor.bytes(kept);
  const text = kept === length ? utf8(bytes) : bytes.toString("utf8").replace(/\uFFFD$/, "");
  cursor.skip(length - kept);
  return text;
}

async function readList(cursor: Cursor, depth: number): Promise<GgufList> {
  if (depth > MAX_DEPTH) throw badFile("bad_entry", "A list in the header is nested too deeply");
  const type = await cursor.u32();
  const length = await cursor.length();
  if (length * smallest(type) > cursor.remaining)
    throw badFile("truncated", "A list in the header is longer than the file");
  const first: GgufValue[] = [];
  while (first.length < Math.min(length, KEPT_ENTRIES)) first.push(await readValue(cursor, type, depth));
  await skipEntries(cursor, { type, count: length - first.length, depth });
  return { length, first };
}

/** Bytes that an entry of this type has at least. */
const smallest = (type: number) => (type === LIST ? 12 : (SCALARS[type]?.[0] ?? 8));

async function skipEntries(cursor: Cursor, { type, count, depth }: { type: number; count: number; depth: number }) {
  const [size] = SCALARS[type] ?? [];
  if (size !== undefined) return cursor.skip(count * size);
  for (let entry = 0; entry < count; entry++) {
    if (type === STRING) cursor.skip(await cursor.length());
    else await readValue(cursor, type, depth);
  }
}
