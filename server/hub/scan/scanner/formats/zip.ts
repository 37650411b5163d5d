import { crc32 } from "node:zlib";
import { LIMITS, ScanStopped } from "../budget";
import type { Format, Scope } from "../scope";
import { partOf, type Source } from "../source";
import { type ArchiveLink, leavesFolder, linkLeavesFolder, linksThatLeave } from "./escaping";
import { inflated } from "./inflated";
import { scanKerasConfig } from "./keras-config";

const LOCAL = Buffer.from("PK\x03\x04", "latin1");
const CENTRAL = 0x02_01_4b_50;
const END = Buffer.from("PK\x05\x06", "latin1");
const END_SIZE = 22;
const ZIP64_LOCATOR = 0x07_06_4b_50;
const ZIP64_END = 0x06_06_4b_50;
const ALL_ONES = 0xff_ff_ff_ff;
const MAX_COMMENT = 65_535;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;
const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;
/** Character and block devices, and pipes. */
const DEVICES: ReadonlySet<number> = new Set([0o020000, 0o060000, 0o010000]);
const MAX_TARGET = 4_096;

interface Directory {
  readonly entries: number;
  readonly start: number;
  readonly size: number;
  /** Bytes in front of the archive, which positions do not count. */
  readonly shift: number;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
  /** As `stat` says it; 0 when it was packed elsewhere. */
  readonly fileType: number;
}

/** PKWARE APPNOTE 6.3. Read by the directory at its end, as Python and torch do. */
export const zip: Format = {
  id: "zip",
  matches: (head) => head.subarray(0, 4).equals(LOCAL) || head.subarray(0, 4).equals(END),
  scan: scanZip,
};

/**
 * Where the record at the end begins: the last one whose comment fits, and the last one whatever it says of its comment,
 * as Python takes it. Empty for what does not end like an archive.
 */
export function endsOfZip(source: Source): readonly number[] {
  const tailStart = Math.max(0, source.size - MAX_COMMENT - END_SIZE);
  const tail = source.read(tailStart, MAX_COMMENT + END_SIZE);
  const found: number[] = [];
  for (let at = tail.lastIndexOf(END); at >= 0; at = at > 0 ? tail.lastIndexOf(END, at - 1) : -1) {
    if (at + END_SIZE > tail.byteLength) continue;
    const fits = at + END_SIZE + tail.readUInt16LE(at + 20) <= tail.byteLength;
    if (fits || found.length === 0) found.push(tailStart + at);
    if (fits) break;
  }
  return found;
}

/** Every directory that some reader goes by, each once. */
function directoriesOf(source: Source): readonly Directory[] {
  const all = endsOfZip(source).flatMap((end) => directoriesAt(source, end));
  return [...new Map(all.map((directory) => [directory.start, directory])).values()];
}

function directoriesAt(source: Source, end: number): readonly Directory[] {
  const record = source.read(end, END_SIZE);
  const plain = { entries: record.readUInt16LE(10), size: record.readUInt32LE(12), start: record.readUInt32LE(16) };
  const locator = source.read(Math.max(0, end - 20), 20);
  if (locator.byteLength < 20 || locator.readUInt32LE(0) !== ZIP64_LOCATOR) return placed(source, plain, end);
  const at = Number(locator.readBigUInt64LE(8));
  // With bytes in front of the archive the record lies later than the locator says: right before it.
  const records = [at, end - 20 - 56].map((start) => ({ start, bytes: source.read(start, 56) })).filter(isZip64End);
  return records.flatMap(({ bytes, start }) => {
    const entries = Number(bytes.readBigUInt64LE(32));
    const [size, from] = [Number(bytes.readBigUInt64LE(40)), Number(bytes.readBigUInt64LE(48))];
    return placed(source, { entries, size, start: from }, start);
  });
}

const isZip64End = ({ bytes }: { readonly bytes: Buffer }) =>
  bytes.byteLength === 56 && bytes.readUInt32LE(0) === ZIP64_END;

/** Python trusts the size of the directory, others its start: empty when neither leads to one. */
function placed(source: Source, { entries, size, start }: Omit<Directory, "shift">, end: number): readonly Directory[] {
  const bySize = end - size;
  const places = [bySize, start].filter((at) => {
    const bytes = source.read(at, 4);
    return at >= 0 && bytes.byteLength === 4 && bytes.readUInt32LE(0) === CENTRAL;
  });
  if (places.length > 0) return places.map((at) => ({ entries, size: end - at, start: at, shift: at - start }));
  return size === 0 && entries === 0 ? [{ entries, size, start: end, shift: 0 }] : [];
}

function* entriesOf(source: Source, { start, size, shift }: Directory, scope: Scope): Generator<Entry> {
  for (let at = start; at < start + size; ) {
    scope.budget.spend("entries", 1);
    const fixed = source.read(at, CENTRAL_SIZE);
    if (fixed.byteLength < CENTRAL_SIZE || fixed.readUInt32LE(0) !== CENTRAL) return;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => fixed.readUInt16LE(field));
    const variable = source.read(at + CENTRAL_SIZE, (nameLength ?? 0) + (extraLength ?? 0));
    const [size, packed, local] = large(
      [fixed.readUInt32LE(24), fixed.readUInt32LE(20), fixed.readUInt32LE(42)],
      variable.subarray(nameLength),
    );
    yield {
      name: variable.subarray(0, nameLength).toString("utf8"),
      flags: fixed.readUInt16LE(8),
      method: fixed.readUInt16LE(10),
      crc: fixed.readUInt32LE(16),
      packed: packed ?? 0,
      size: size ?? 0,
      at: (local ?? 0) + shift,
      fileType: fixed.readUInt16LE(40) & FILE_TYPE,
    };
    at += CENTRAL_SIZE + variable.byteLength + (commentLength ?? 0);
  }
}

/** Fields that are full stand in the zip64 field, in this order. */
function large(fields: readonly number[], extra: Buffer): number[] {
  let field = extra.subarray(0, 0);
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  let at = 0;
  return fields.map((value) => {
    if (value !== ALL_ONES || at + 8 > field.byteLength) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  });
}

function scanZip(source: Source, scope: Scope): void {
  const directories = directoriesOf(source);
  if (directories.length === 0) scope.skipped("damaged");
  if (directories.length > 1) scope.found("misleading_archive");
  for (const directory of directories) scanDirectory(source, directory, scope);
}

function scanDirectory(source: Source, directory: Directory, scope: Scope): void {
  const entries = [...entriesOf(source, directory, scope)];
  const isTorchScript = entries.some(({ name }) => /(?:^|\/)code\/__torch__/.test(name));
  if (entries.length < directory.entries) scope.skipped("damaged");
  if (isMisleading(entries)) scope.found("misleading_archive");
  const links = entries.flatMap((entry) => scanEntry(source, entry, { ...scope, isTorchScript }));
  for (const name of linksThatLeave(links, (steps) => scope.budget.spend("steps", steps))) {
    scope.found("escaping_entry", name);
  }
}

/** Two entries of one name, or in the same bytes: two readers may see two different files. */
function isMisleading(entries: readonly Entry[]): boolean {
  if (new Set(entries.map(({ name }) => name)).size < entries.length) return true;
  const sorted = entries.toSorted((a, b) => a.at - b.at);
  return sorted.some(({ at, packed }, index) => {
    const next = sorted[index + 1];
    return next !== undefined && at + LOCAL_SIZE + packed > next.at;
  });
}

/** What it is, if it is a symbolic link. */
function scanEntry(source: Source, entry: Entry, scope: Scope): readonly ArchiveLink[] {
  const links: ArchiveLink[] = [];
  const local = source.read(entry.at, LOCAL_SIZE);
  if (entry.at < 0 || local.byteLength < LOCAL_SIZE || !local.subarray(0, 4).equals(LOCAL)) {
    scope.skipped("damaged");
    return links;
  }
  const [nameLength, extraLength] = [local.readUInt16LE(26), local.readUInt16LE(28)];
  const name = source.read(entry.at + LOCAL_SIZE, nameLength).toString("utf8");
  // Python ends a name where a NUL stands.
  if (name !== entry.name || /\p{Cc}/u.test(name)) scope.found("misleading_archive", entry.name);
  // Readers differ in whether they believe this flag, so the bytes are looked at all the same.
  if ((entry.flags | local.readUInt16LE(6)) & 1) scope.found("encrypted_entry", entry.name);
  if (leavesFolder(entry.name) || DEVICES.has(entry.fileType)) scope.found("escaping_entry", entry.name);
  const data = partOf(source, entry.at + LOCAL_SIZE + nameLength + extraLength, entry.packed);
  const bytes = unpacked(data, entry, scope);
  if (bytes === null || bytes.size === 0) return links;
  if (entry.fileType === SYMBOLIC_LINK) {
    const target = bytes.read(0, MAX_TARGET).toString("utf8");
    links.push({ name: entry.name, target, isHard: false });
    if (linkLeavesFolder(entry.name, target, false)) scope.found("escaping_entry", entry.name);
  }
  if (isChecked(entry) && crc32(bytes.read(0, bytes.size)) !== entry.crc) scope.found("bad_checksum", entry.name);
  if (/(?:^|\/)config\.json(?:\0|$)/.test(entry.name)) scanKerasConfig(bytes, scope);
  scope.enter(entry.name, bytes, { isTorchScript: scope.isTorchScript });
  return links;
}

/** Sums of large entries are not worked out: they are tensors, which are not read at all. */
const isChecked = ({ size }: Entry) => size <= 4 * 1024 ** 2;

function unpacked(data: Source, entry: Entry, scope: Scope): Source | null {
  if (entry.method === STORED) return data;
  if (entry.method !== DEFLATED) {
    scope.skipped("unsupported");
    return null;
  }
  if (entry.size > LIMITS.bytesAtOnce && entry.size / Math.max(1, entry.packed) > 1_100)
    throw new ScanStopped("too_large");
  const mayBeCut = entry.size > LIMITS.bytesAtOnce;
  return inflated(data, { kind: "raw", scope, mayBeCut });
}
