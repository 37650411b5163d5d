import type { FindingKind } from "../../../contract/scan";
import { readPickle } from "../pickle/read-pickle";
import { BrokenPickle, PickleReader } from "../pickle/reader";
import type { Format, Scope } from "../scope";
import { partOf, type Source } from "../source";

/** What torch wrote before it wrote zip archives begins with this number: five pickles, then the bytes of the tensors. */
const LEGACY_TORCH = Buffer.from("8a0a6cfc9c46f9206aa85019", "hex");
const LEGACY_PICKLES = 5;
const MAX_PICKLES = 10_000;
/** `N.` and a sentence of one letter are no pickles that anybody wrote. */
const MIN_PICKLE = 3;

export const pickle: Format = {
  id: "pickle",
  /** Protocol 2 and later say so; for all others there is `probePickle`. */
  matches: (head) => head[0] === 0x80 && (head[1] ?? 255) <= 5,
  scan: scanPickles,
};

/** What only imports something by chance reads like this: no name of Python. */
const PYTHON_NAME = /^[\w.]+$/;
const MEANS_NOTHING: ReadonlySet<FindingKind> = new Set(["broken_pickle", "trailing_bytes", "known_global"]);

/**
 * Reads bytes as a pickle that nothing marks as one: protocols 0 and 1, and pickles that look like something else.
 * Tells whether they are one. A list of words can begin like an import, so that without a file name that promises a
 * pickle a call has to follow it.
 */
export function probePickle(source: Source, scope: Scope, isPromised: boolean): boolean {
  const seen: [FindingKind, string][] = [];
  let calls = 0;
  const probe: Scope = {
    ...scope,
    found: (kind, name = "") => seen.push([kind, name]),
    called: () => {
      calls += 1;
    },
  };
  const isWhole = isWholePickle(source, probe);
  const isTelling = ([kind, name]: (typeof seen)[number]) =>
    !MEANS_NOTHING.has(kind) && (calls > 0 || PYTHON_NAME.test(name || "_"));
  const isCalled = calls > 0 && (isPromised || seen.some(isTelling));
  const isPickle = isWhole || isCalled || (isPromised && seen.some(isTelling));
  if (!isPickle) return false;
  for (const [kind, name] of seen) scope.found(kind, name);
  return true;
}

class BehindTheCut extends Error {}

/**
 * Whether bytes of which only the beginning is known may be a pickle. Most are none, since a reader would fail in what is
 * known, before it had called anything.
 */
export function mayGoOnAsPickle(beginning: Source, scope: Scope): boolean {
  let calls = 0;
  const called = () => {
    calls += 1;
  };
  const endless: Source = {
    size: Number.MAX_SAFE_INTEGER,
    read(start, length) {
      if (start + length > beginning.size) throw new BehindTheCut();
      return beginning.read(start, length);
    },
  };
  try {
    readPickle(new PickleReader(endless), { ...scope, found: () => {}, skipped: called, called });
  } catch (error) {
    if (error instanceof BrokenPickle) return calls > 0;
    if (!(error instanceof BehindTheCut)) throw error;
  }
  return true;
}

/** Whether the first pickle ends as one, after more than a value by itself. */
function isWholePickle(source: Source, scope: Scope): boolean {
  const reader = new PickleReader(source);
  try {
    readPickle(reader, scope);
  } catch (error) {
    if (!(error instanceof BrokenPickle)) throw error;
    scope.found("broken_pickle");
    return false;
  }
  const isWhole = reader.position > MIN_PICKLE;
  if (isWhole) scanPickles(partOf(source, reader.position, source.size), scope);
  return isWhole;
}

/** A pickle and what follows it: readers that are called again go on there. */
export function scanPickles(source: Source, scope: Scope): void {
  const reader = new PickleReader(source);
  const start = source.read(0, 14);
  const isLegacyTorch = start.subarray(2).equals(LEGACY_TORCH);
  const max = isLegacyTorch ? LEGACY_PICKLES : MAX_PICKLES;
  for (let count = 0; count < max && reader.left > 0; count++) {
    try {
      readPickle(reader, scope);
    } catch (error) {
      if (!(error instanceof BrokenPickle)) throw error;
      scope.found(count === 0 || isLegacyTorch ? "broken_pickle" : "trailing_bytes");
      return;
    }
  }
  if (!isLegacyTorch && reader.left > 0) scope.skipped("too_many_entries");
}
