import { closeSync, existsSync, fstatSync, openSync, renameSync, writeSync } from "node:fs";

export interface LogFile {
  write(line: string): void;
  close(): void;
}

interface Limits {
  readonly maxBytes: number;
  /** Older files kept beside the current one: `edge.log.1` is the youngest. */
  readonly keep: number;
}

export function openLogFile(path: string, { maxBytes, keep }: Limits = { maxBytes: 10 << 20, keep: 4 }): LogFile {
  const open = () => openSync(path, "a", 0o600);
  let file = open();
  let size = fstatSync(file).size;

  function rotate() {
    closeSync(file);
    for (let age = keep; age > 0; age -= 1) {
      const younger = age === 1 ? path : `${path}.${age - 1}`;
      if (existsSync(younger)) renameSync(younger, `${path}.${age}`);
    }
    file = open();
    size = 0;
  }

  return {
    write(line) {
      const bytes = Buffer.from(`${line}\n`);
      if (size > 0 && size + bytes.length > maxBytes) rotate();
      writeSync(file, bytes);
      size += bytes.length;
    },
    close: () => closeSync(file),
  };
}
