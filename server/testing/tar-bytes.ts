interface TarEntry {
  /** As the header says it: a file unless told. */
  readonly type?: string;
  readonly target?: string;
  readonly prefix?: string;
  readonly body?: Buffer;
  /** Instead of the size of the body; text is written as it is. */
  readonly size?: number | string;
}

/** One entry of a tar archive by hand, with whatever lies it shall tell. */
export function tarEntry(
  name: string,
  { type = "0", target = "", prefix = "", body = Buffer.alloc(0), size }: TarEntry,
): Buffer {
  const header = Buffer.alloc(512);
  header.write(name);
  const told = size ?? body.byteLength;
  header.write(typeof told === "string" ? told : told.toString(8).padStart(11, "0"), 124, "latin1");
  header.write(type, 156, "latin1");
  header.write(target, 157);
  header.write("ustar\0", 257, "latin1");
  header.write(prefix, 345);
  header.write("        ", 148, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.byteLength % 512)) % 512)]);
}

/** An archive of these entries. */
export const tarBytes = (...entries: readonly Buffer[]): Buffer => Buffer.concat([...entries, Buffer.alloc(1_024)]);
