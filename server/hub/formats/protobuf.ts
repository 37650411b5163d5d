import type { Cursor } from "./cursor";
import { badFile, utf8 } from "./file-bytes";

/** One field of a message: a number, or bytes that begin at the cursor and may be skipped. */
export type Field =
  | { readonly number: number; readonly kind: "varint"; readonly value: number }
  | { readonly number: number; readonly kind: "bytes"; readonly length: number };

/** Yields the fields of a message up to `end`; what the consumer leaves unread of a field is skipped. */
export async function* fieldsOf(cursor: Cursor, end: number): AsyncIterable<Field> {
  while (cursor.position < end) {
    const tag = await varint(cursor);
    const number = Math.floor(tag / 8);
    if (tag % 8 === 0) yield { number, kind: "varint", value: await varint(cursor) };
    else if (tag % 8 === 1) cursor.skip(8);
    else if (tag % 8 === 5) cursor.skip(4);
    else if (tag % 8 === 2) {
      const length = await varint(cursor);
      const after = cursor.position + length;
      if (after > end) throw badFile("truncated", "A field of the file is longer than its message");
      yield { number, kind: "bytes", length };
      cursor.skip(after - cursor.position);
    } else throw badFile("bad_entry", "The file is not a protocol buffer");
  }
  if (cursor.position > end) throw badFile("truncated", "A field of the file is longer than its message");
}

/** Values beyond 2^53 (negative numbers among them) are not exact: no count of ours is one. */
async function varint(cursor: Cursor): Promise<number> {
  let value = 0;
  for (let index = 0; index < 10; index++) {
    const byte = await cursor.u8();
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return value;
  }
  throw badFile("bad_entry", "The file is not a protocol buffer");
}

const MAX_TEXT_BYTES = 64 * 1024;

export async function textField(cursor: Cursor, { length }: { readonly length: number }): Promise<string> {
  if (length > MAX_TEXT_BYTES) throw badFile("bad_entry", "A name in the file is too long");
  return utf8(await cursor.bytes(length));
}
