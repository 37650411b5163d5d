import { badFile, type FileBytes } from "./file-bytes";

const FIRST_CHUNK = 64 * 1024;
const LAST_CHUNK = 4 * 1024 * 1024;

/** Reads a file from front to back in growing chunks; what is skipped is not fetched. */
export class Cursor {
  position = 0;
  private window: Buffer = Buffer.alloc(0);
  private windowStart = 0;
  private chunk = FIRST_CHUNK;
  private fetched = 0;

  constructor(
    private readonly file: FileBytes,
    private readonly maxFetchedBytes: number,
  ) {}

  get remaining(): number {
    return this.file.size - this.position;
  }

  /** Throws `invalid` (`truncated`) when the file ends before. */
  skip(bytes: number): void {
    if (bytes > this.remaining) throw badFile("truncated", "The file ends in the middle of its header");
    this.position += bytes;
  }

  async u8(): Promise<number> {
    return (await this.bytes(1)).readUInt8();
  }

  async u32(): Promise<number> {
    return (await this.bytes(4)).readUInt32LE();
  }

  /** A 64-bit count or length; what cannot be exact is larger than any file. Throws `invalid` (`truncated`). */
  async length(): Promise<number> {
    const value = (await this.bytes(8)).readBigUInt64LE();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw badFile("truncated", "The file announces more than it can hold");
    return Number(value);
  }

  /** A view that the next call may overwrite: copy what is kept. */
  async bytes(count: number): Promise<Buffer> {
    if (count > this.remaining) throw badFile("truncated", "The file ends in the middle of its header");
    const at = this.position - this.windowStart;
    if (at < 0 || at + count > this.window.length) await this.fetch(count);
    const start = this.position - this.windowStart;
    this.position += count;
    return this.window.subarray(start, start + count);
  }

  private async fetch(count: number): Promise<void> {
    const isSequential = this.position <= this.windowStart + this.window.length && this.window.length > 0;
    this.chunk = isSequential ? Math.min(this.chunk * 2, LAST_CHUNK) : FIRST_CHUNK;
    const end = Math.min(this.file.size, this.position + Math.max(count, this.chunk));
    this.fetched += end - this.position;
    if (this.fetched > this.maxFetchedBytes) throw badFile("header_too_large", "The header of the file is too large");
    const read = await this.file.read(this.position, end);
    this.window = Buffer.from(read.buffer, read.byteOffset, read.byteLength);
    this.windowStart = this.position;
    if (this.window.length < count) throw badFile("truncated", "The file ends in the middle of its header");
  }
}
