import { crc32, deflateRawSync } from "node:zlib";

interface ZipFile {
  readonly bytes: Buffer;
  readonly isDeflated?: boolean;
  /** Instead of the right sum. */
  readonly crc?: number;
  readonly flags?: number;
  /** Instead of 0 or 8. */
  readonly method?: number;
  /** As `stat` says it. */
  readonly mode?: number;
  /** What the local header calls it. */
  readonly localName?: string;
}

/** A zip archive by hand, with whatever lies it shall tell. */
export function zipBytes(files: readonly (readonly [string, ZipFile])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, file] of files) {
    const packed = file.isDeflated ? deflateRawSync(file.bytes) : file.bytes;
    const local = Buffer.from(file.localName ?? name);
    const facts = Buffer.alloc(22);
    facts.writeUInt16LE(file.flags ?? 0, 0);
    facts.writeUInt16LE(file.method ?? (file.isDeflated ? 8 : 0), 2);
    facts.writeUInt32LE(file.crc ?? crc32(file.bytes), 8);
    facts.writeUInt32LE(packed.byteLength, 12);
    facts.writeUInt32LE(file.bytes.byteLength, 16);
    const named = (text: Buffer) => {
      facts.writeUInt16LE(text.byteLength, 20);
      return Buffer.from(facts);
    };
    const head = Buffer.concat([Buffer.from("PK\x03\x04\x14\0", "latin1"), named(local), Buffer.alloc(2), local]);
    const tail = Buffer.alloc(16);
    tail.writeUInt16LE(file.mode ?? 0, 10);
    tail.writeUInt32LE(at, 12);
    const entryName = Buffer.from(name);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0\x14\0", "latin1"), named(entryName), tail, entryName]));
    parts.push(head, packed);
    at += head.byteLength + packed.byteLength;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).byteLength, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
