import type { Format, Scope } from "../scope";
import { partOf, type Source } from "../source";
import { type ArchiveLink, leavesFolder, linkLeavesFolder, linksThatLeave } from "./escaping";

const BLOCK = 512;
const MAX_NAME = 64 * 1_024;

const POSIX = Buffer.from("ustar\0", "latin1");
const SPARSE = "S";
const HARD_LINK = "1";
const SYMBOLIC_LINK = "2";
const DEVICES = "346";
/** Links, devices, folders and pipes: readers go on right after their header, whatever size it claims. */
const WITHOUT_BODY = "123456";
/** What is said of the entry that comes next, or of all. */
const HEADERS_OF_HEADERS = "KxgX";

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

/** Octal, or base 256 behind a first byte of 128; `NaN` for what readers take for different numbers. */
function numberIn(field: Buffer): number {
  if (field[0] !== 0x80) {
    const digits = text(field).trim();
    return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || "0", 8) : Number.NaN;
  }
  const isSmall = field.subarray(1, -6).every((byte) => byte === 0);
  return isSmall ? field.subarray(-6).readUIntBE(0, 6) : Number.NaN;
}

/** A header from before `ustar` is told by its sum; its name may be empty. */
const isOldHeader = (head: Buffer): boolean => head.byteLength >= BLOCK && hasRightSum(head);

/** As the most lenient reader takes it: Python passes over signs, underscores and blanks of all kinds. */
function sumIn(header: Buffer): number {
  const field = header.subarray(148, 156);
  const [, digits] = /^\+?(?:0o)?([0-7_]+)$/i.exec(text(field).replaceAll(/[\s\p{Cc}]/gu, "")) ?? [];
  return digits === undefined ? numberIn(field) : Number.parseInt(digits.replaceAll("_", ""), 8);
}

/** Of the bytes as they are, or of signed ones as some write it. */
function hasRightSum(header: Buffer): boolean {
  const sum = sumIn(header);
  const bytes = Buffer.from(header.subarray(0, BLOCK));
  bytes.fill(" ", 148, 156);
  const total = bytes.reduce((all, byte) => all + byte, 0);
  const above = bytes.reduce((count, byte) => count + (byte > 127 ? 1 : 0), 0);
  return sum > 0 && (sum === total || sum === total - 256 * above);
}

/** Where some readers end, and some go on. */
const isOdd = (header: Buffer): boolean => header.some((byte) => byte !== 0) && !hasRightSum(header);

/** What stands in front of an entry and says more of it. */
interface Told {
  readonly name: string | null;
  readonly target: string | null;
  /** pax writes a size that the header has no room for. */
  readonly size: number | null;
  /** Its bytes are a map of the file and then parts of it. */
  readonly isSparse: boolean;
}

const NOTHING: Told = { name: null, target: null, size: null, isSparse: false };

function scanTar(source: Source, scope: Scope): void {
  let told = NOTHING;
  const links: ArchiveLink[] = [];
  for (let at = 0; at + BLOCK <= source.size; ) {
    scope.budget.spend("entries", 1);
    const header = source.read(at, BLOCK);
    const claimed = numberIn(header.subarray(124, 136));
    if (!(claimed >= 0)) {
      scope.skipped("damaged");
      return;
    }
    if (isOdd(header)) scope.skipped("damaged");
    const type = String.fromCharCode(header[156] ?? 0);
    const isTelling = type === "L" || HEADERS_OF_HEADERS.includes(type);
    const size = isTelling ? claimed : (told.size ?? claimed);
    const body = partOf(source, at + BLOCK, size);
    if (isTelling) told = toldBy({ type, body }, told, scope);
    else {
      links.push(...scanEntry({ type, header, size, told, body }, scope));
      told = NOTHING;
    }
    at += BLOCK + (WITHOUT_BODY.includes(type) ? 0 : Math.ceil(size / BLOCK) * BLOCK);
  }
  for (const name of linksThatLeave(links, (steps) => scope.budget.spend("steps", steps))) {
    scope.found("escaping_entry", name);
  }
}

/** GNU's long names (`L`, `K`) and the records of pax (`x`, `X`); what a global one says of sizes or names fits no archive. */
function toldBy({ type, body }: Pick<Entry, "type" | "body">, before: Told, scope: Scope): Told {
  const bytes = body.read(0, MAX_NAME);
  if (type === "L") return { ...before, name: text(bytes) };
  if (type === "K") return { ...before, target: text(bytes) };
  const records = recordsIn(bytes);
  if (records === null) {
    scope.skipped("damaged");
    return before;
  }
  const isSparse = [...records.keys()].some((key) => key.startsWith("GNU.sparse."));
  if (type === "g") {
    const isOdd = isSparse || ["size", "path", "linkpath"].some((key) => records.has(key));
    if (isOdd) scope.found("misleading_archive", "pax_global_header");
    return before;
  }
  const size = Number(records.get("size") ?? Number.NaN);
  return {
    isSparse: before.isSparse || isSparse,
    name: records.get("path") ?? before.name,
    target: records.get("linkpath") ?? before.target,
    size: Number.isSafeInteger(size) && size >= 0 ? size : before.size,
  };
}

/** Each record of pax begins with its length in bytes, so that a value may hold whole lines; `null` for anything else. */
function recordsIn(bytes: Buffer): ReadonlyMap<string, string> | null {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.byteLength && bytes[at] !== 0; ) {
    const [digits = ""] = /^\d{1,8} /.exec(bytes.toString("latin1", at, at + 9)) ?? [];
    const end = at + Number(digits);
    const equals = bytes.indexOf("=", at);
    if (end <= at || end > bytes.byteLength || bytes[end - 1] !== 0x0a || equals < 0 || equals >= end) return null;
    records.set(bytes.toString("utf8", at + digits.length, equals), bytes.toString("utf8", equals + 1, end - 1));
    at = end;
  }
  return records;
}

interface Entry {
  readonly type: string;
  readonly header: Buffer;
  readonly size: number;
  readonly told: Told;
  readonly body: Source;
}

/** What it is, if it is a link. */
function scanEntry({ type, header, size, told, body }: Entry, scope: Scope): readonly ArchiveLink[] {
  const name = told.name ?? nameIn(header);
  const isLink = type === HARD_LINK || type === SYMBOLIC_LINK;
  const target = told.target ?? text(header.subarray(157, 257));
  const isOut = isLink && linkLeavesFolder(name, target, type === HARD_LINK);
  if (isOut || leavesFolder(name) || DEVICES.includes(type)) scope.found("escaping_entry", name);
  const links = isLink ? [{ name, target, isHard: type === HARD_LINK }] : [];
  if (size === 0) return links;
  const isOldFolder = type === "\0" && name.endsWith("/");
  if (WITHOUT_BODY.includes(type) || isOldFolder) scope.found("misleading_archive", name);
  if (told.isSparse || type === SPARSE) scope.skipped("unsupported");
  scope.enter(name, body);
  return links;
}

/** POSIX keeps the front of a long name in a field of its own; GNU has something else there. */
function nameIn(header: Buffer): string {
  const isPosix = header.subarray(257, 263).equals(POSIX);
  const front = isPosix ? text(header.subarray(345, 500)) : "";
  const name = text(header.subarray(0, 100));
  return front === "" ? name : `${front}/${name}`;
}
