import type { ScanReport, SkipReason } from "../../contract/scan";
import { type Budget, LIMITS, ScanStopped } from "./budget";
import { formats } from "./formats";
import { hdf5, isHdf5 } from "./formats/hdf5";
import { mayGoOnAsPickle, pickle, probePickle } from "./formats/pickle";
import { tar } from "./formats/tar";
import { endsOfZip, zip } from "./formats/zip";
import { createFindings, type Format, type Scope } from "./scope";
import type { Source } from "./source";

const HEAD = 512;

/** Names under which a pickle is expected, whatever the first bytes are. */
const PICKLE_NAMES = /\.(?:pkl|pickle|pck|pcl|p|pt|pth|pt2|bin|ckpt|joblib|dat|dill|mar|model|npy)$/i;

interface Asked {
  /** Path of the file in its repository. */
  readonly path: string;
  readonly budget: Budget;
  readonly maxFindings: number;
}

/** Looks at bytes without running any of them. Never throws for what the bytes are. */
export function scanSource(source: Source, { path, budget, maxFindings }: Asked): ScanReport {
  const findings = createFindings(maxFindings);
  let reason: SkipReason | null = null;
  const skipped = (why: SkipReason) => {
    reason ??= why;
  };
  const scopeOf = (facts: Pick<Scope, "place" | "depth" | "isTorchScript">): Scope => ({
    ...facts,
    budget,
    skipped,
    found: (kind, name = "") => findings.add(kind, name, facts.place),
    enter(name, inner, { isTorchScript } = facts) {
      if (facts.depth >= LIMITS.depth) throw new ScanStopped("too_deep");
      const place = [facts.place, name].filter(Boolean).join("!");
      look(inner, name, scopeOf({ place, depth: facts.depth + 1, isTorchScript }));
    },
  });
  let format = "unread";
  try {
    format = look(source, path, scopeOf({ place: "", depth: 0, isTorchScript: false }));
  } catch (error) {
    if (!(error instanceof ScanStopped)) throw error;
    skipped(error.reason);
  }
  return { format, reason, findings: findings.list() };
}

/** Names of what readers do not go by the first bytes of: they find it behind others. */
const FOUND_LATER = /\.(?:zip|keras|h5|hdf5|npz|pt|pth|pt2|ckpt|nemo|mar|bin)$/i;

/** What begins as nothing that could run stays that, however much of it there is: tables and texts, packed. */
function lookAtBeginning(source: Source, name: string, scope: Scope): string {
  const format = formats.find((format) => format.matches(source.read(0, HEAD), source));
  if (format || FOUND_LATER.test(name) || mayGoOnAsPickle(source, scope)) scope.skipped("too_large");
  return format?.id ?? "plain";
}

/** By what the bytes are, and by everything else that they could pass for as well. */
function look(source: Source, name: string, scope: Scope): string {
  if (source.isCut) return lookAtBeginning(source, name, scope);
  const head = source.read(0, HEAD);
  const format = formats.find((format) => format.matches(head, source));
  format?.scan(source, scope);
  const isPickle = format !== pickle && probePickle(source, scope, PICKLE_NAMES.test(name));
  const others = othersOf(source, head, format);
  // An archive may well begin with a file of HDF5, whose readers find it there.
  if (others.some((other) => other !== hdf5)) scope.found("misleading_archive");
  for (const other of others) other.scan(source, scope);
  if (isPickle) return pickle.id;
  return (format ?? others[0])?.id ?? "plain";
}

/** Formats whose readers do not go by the first bytes alone. */
function othersOf(source: Source, head: Buffer, format: Format | undefined): readonly Format[] {
  const all = [
    { other: zip, isThere: () => endsOfZip(source).length > 0 },
    { other: tar, isThere: () => tar.matches(head, source) },
    { other: hdf5, isThere: () => isHdf5(source) },
  ];
  return all.filter(({ other, isThere }) => other !== format && isThere()).map(({ other }) => other);
}
