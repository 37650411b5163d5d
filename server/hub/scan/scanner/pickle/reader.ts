import { ScanStopped } from "../budget";
import type { Source } from "../source";

/** The bytes are no pickle, or not from here on. */
export class BrokenPickle extends Error {}

const LINE_STEP = 512;
const MAX_LINE = 16 * 1024 ** 2;

/** Reads a pickle from the front to the back; skips what nobody has to see. */
export class PickleReader {
  constructor(
    private readonly source: Source,
    public position = 0,
  ) {}

  /** Another one, at the same place. */
  copy(): PickleReader {
    return new PickleReader(this.source, this.position);
  }

  get left(): number {
    return this.source.size - this.position;
  }

  take(length: number): Buffer {
    if (length < 0 || length > this.left) throw new BrokenPickle("It ends too early");
    const bytes = this.source.read(this.position, length);
    this.position += length;
    return bytes;
  }

  skip(length: number): void {
    if (length < 0 || length > this.left) throw new BrokenPickle("It ends too early");
    this.position += length;
  }

  byte(): number {
    return this.take(1).readUInt8(0);
  }

  /** A length of 1, 4 or 8 bytes. */
  length(bytes: 1 | 4 | 8): number {
    const field = this.take(bytes);
    if (bytes === 8) return Number(field.readBigUInt64LE(0));
    return field.readUIntLE(0, bytes);
  }

  /** Up to the end of the line, which is taken as well. Throws `ScanStopped` for one that is too long to be read. */
  line(): Buffer {
    for (let wanted = LINE_STEP; ; wanted *= 8) {
      const bytes = this.source.read(this.position, Math.min(wanted, this.left));
      const end = bytes.indexOf(10);
      if (end >= 0) {
        this.position += end + 1;
        return bytes.subarray(0, end);
      }
      if (bytes.byteLength < wanted) throw new BrokenPickle("A line has no end");
      if (wanted >= MAX_LINE) throw new ScanStopped("too_large");
    }
  }

  /** A text that may be long; only the beginning of a long one is read. */
  text(length: number): string {
    const kept = Math.min(length, 2_048);
    const bytes = this.take(kept);
    this.skip(length - kept);
    return bytes.toString("utf8");
  }
}
