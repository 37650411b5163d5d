import type { Format, Scope } from "../scope";
import { partOf, type Source } from "../source";

const BLOCK = 512;
const MAX_NAME = 64 * 1_024;

/** POSIX ustar, and what GNU and pax add to it. torch's first format and `.nemo` are such archives. */
export const tar: Format = {
  id: "tar",
  matches: (head) => head.subarray(257, 262).toString("latin1") === "ustar" || isOldHeader(head),
  scan: scanTar,
};

const text = (field: Buffer): string => {
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? undefined : end).toString("utf8");
};

/** Octal, or base 256 when the first bit is set. */
function numberIn(field: Buffer): number {
  const first = field[0] ?? 0;
  if ((first & 0x80) === 0) return Number.parseInt(text(field).trim() || "0", 8);
  return field.subarray(-6).readUIntBE(0, 6);
}

/** A header from before `ustar` is told by its sum. */
function isOldHeader(head: Buffer): boolean {
  if (head.byteLength < BLOCK || head[0] === 0) return false;
  const sum = numberIn(head.subarray(148, 156));
  const bytes = Buffer.from(head);
  bytes.fill(" ", 148, 156);
  return sum > 0 && sum === bytes.reduce((total, byte) => total + byte, 0);
}

function scanTar(source: Source, scope: Scope): void {
  let longName: string | null = null;
  for (let at = 0; at + BLOCK <= source.size; ) {
    scope.budget.spend("entries", 1);
    const header = source.read(at, BLOCK);
    const size = numberIn(header.subarray(124, 136));
    if (!(size >= 0)) {
      scope.skipped("damaged");
      return;
    }
    const body = partOf(source, at + BLOCK, size);
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === "L") longName = text(body.read(0, MAX_NAME));
    else if (size > 0 && !"KxgX".includes(type)) {
      scope.enter(longName ?? text(header.subarray(0, 100)), body);
      longName = null;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
