import type { SecretKind } from "../contract";
import type { SecretDetector } from "./detector";
import { DETECTORS } from "./detectors";
import { isMarked, isPlaceholder } from "./no-secret";

export interface SecretMatch {
  readonly kind: SecretKind;
  /** 1-based. */
  readonly line: number;
  readonly secret: string;
}

/** Of a larger file this much is looked at. */
export const MAX_LOOKED_BYTES = 1_024 * 1_024;
const MAX_MATCHES = 20;
/** Git's own test of what is no text. */
const BINARY_WITHIN = 8_000;
/** What stands before a match and may be asked about. */
const BEFORE = 1_000;

const byKeyword = Map.groupBy(
  DETECTORS.flatMap((detector) => detector.keywords.map((keyword) => ({ keyword, detector }))),
  ({ keyword }) => keyword,
);
/** Longest first, so that `sk-ant-` is not taken for `sk-`. */
const KEYWORDS = [...byKeyword.keys()].toSorted((one, two) => two.length - one.length);
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const KEYWORD = new RegExp(KEYWORDS.map(escaped).join("|"), "g");

/** The detectors that one keyword calls: its own, and those whose keyword it begins with. */
const CALLED: ReadonlyMap<string, readonly SecretDetector[]> = new Map(
  KEYWORDS.map((keyword) => [
    keyword,
    DETECTORS.filter(({ keywords }) => keywords.some((other) => keyword.startsWith(other))),
  ]),
);

/**
 * The secrets of a text, the first twenty of them; none in what is not text. One pass looks for keywords, and only
 * where one stands is a pattern tried, at that place alone: the time is linear, whatever the bytes are.
 */
export function findSecrets(bytes: Uint8Array): SecretMatch[] {
  const { buffer, byteOffset, byteLength } = bytes;
  const text = textOf(Buffer.from(buffer, byteOffset, Math.min(byteLength, MAX_LOOKED_BYTES)));
  if (text === null) return [];
  KEYWORD.lastIndex = 0;
  const lines = createLines(text);
  const matches: SecretMatch[] = [];
  for (let hit = KEYWORD.exec(text); hit && matches.length < MAX_MATCHES; hit = KEYWORD.exec(text)) {
    const found = matchAt(text, { keyword: hit[0], at: hit.index });
    if (!found) continue;
    KEYWORD.lastIndex = Math.max(found.end, KEYWORD.lastIndex);
    const line = lines.at(found.start);
    if (!line.isMarked) matches.push({ kind: found.kind, line: line.number, secret: found.secret });
  }
  return matches;
}

/** `null` for what is no text. Windows writes texts of two bytes a letter, with a mark of their order in front. */
function textOf(bytes: Buffer): string | null {
  const even = bytes.subarray(0, bytes.byteLength - (bytes.byteLength % 2));
  const order = even.toString("latin1", 0, 2);
  if (order === "\u00ff\u00fe") return even.toString("utf16le");
  if (order === "\u00fe\u00ff") return Buffer.from(even).swap16().toString("utf16le");
  return bytes.subarray(0, BINARY_WITHIN).includes(0) ? null : bytes.toString("latin1");
}

function matchAt(text: string, { keyword, at }: { readonly keyword: string; readonly at: number }) {
  for (const { kind, pattern, lead, isReal } of CALLED.get(keyword) ?? []) {
    const start = at - lead;
    if (start < 0) continue;
    pattern.lastIndex = start;
    const [whole, ...groups] = pattern.exec(text) ?? [];
    if (whole === undefined) continue;
    const secret = groups[0] ?? whole;
    const before = text.slice(Math.max(0, start - BEFORE), start);
    if (!isPlaceholder(secret) && isReal(secret, before)) return { kind, start, end: start + whole.length, secret };
  }
  return null;
}

/** Lines by their places, which are asked for in ascending order: no part of the text is read twice. */
function createLines(text: string) {
  let number = 1;
  let start = 0;
  let end = text.indexOf("\n");
  let marked = null as boolean | null;
  return {
    at(place: number): { readonly number: number; readonly isMarked: boolean } {
      while (end >= 0 && end < place) {
        number += 1;
        start = end + 1;
        end = text.indexOf("\n", start);
        marked = null;
      }
      marked ??= isMarked(text.slice(start, end < 0 ? undefined : end));
      return { number, isMarked: marked };
    },
  };
}
