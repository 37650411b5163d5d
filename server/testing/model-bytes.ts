import { open, stat } from "node:fs/promises";
import type { FileBytes } from "@/server/hub/formats/file-bytes";

/** Bytes in memory as a file of which parts are fetched; a read outside the file is a mistake of the reader. */
export function fileOf(bytes: Buffer, onRead: (bytes: number) => void = () => {}): FileBytes {
  return {
    size: bytes.length,
    async read(start, end) {
      if (start < 0 || end > bytes.length || end < start) throw new Error(`read ${start}–${end} of ${bytes.length}`);
      onRead(end - start);
      return bytes.subarray(start, end);
    },
  };
}

export async function fileAt(path: string): Promise<FileBytes> {
  const { size } = await stat(path);
  return {
    size,
    async read(start, end) {
      await using file = await open(path);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
      return buffer.subarray(0, bytesRead);
    },
  };
}

const number = (bytes: 4 | 8, value: number | bigint) => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 4) buffer.writeUInt32LE(Number(value));
  else buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
};
export const u32 = (value: number) => number(4, value);
export const u64 = (value: number | bigint) => number(8, value);

/** A GGUF text: its length, its bytes. */
export const ggufText = (text: string | Buffer) => Buffer.concat([u64(Buffer.byteLength(text)), Buffer.from(text)]);

interface TensorBytes {
  readonly shape: readonly number[];
  /** `F16` unless told. */
  readonly dtype?: "F16" | "F32" | "I32" | "BF16";
  /** What every byte of it is: 0 unless told. */
  readonly fill?: number;
}

/** A safetensors file with these tensors, one after the other. */
export function safetensorsWith(tensors: Readonly<Record<string, TensorBytes>>): Buffer {
  let end = 0;
  const parts = Object.entries(tensors).map(([name, { shape, dtype = "F16", fill = 0 }]) => {
    const start = end;
    end += shape.reduce((product, length) => product * length, dtype.endsWith("32") ? 4 : 2);
    return { name, facts: { dtype, shape, data_offsets: [start, end] }, bytes: Buffer.alloc(end - start, fill) };
  });
  const facts = Object.fromEntries(parts.map((part) => [part.name, part.facts]));
  const header = Buffer.from(JSON.stringify(facts));
  return Buffer.concat([u64(header.byteLength), header, ...parts.map(({ bytes }) => bytes)]);
}

/** A safetensors file with one tensor of so many half-precision zeros. */
export const safetensorsOf = (count: number): Buffer => safetensorsWith({ w: { shape: [count] } });
