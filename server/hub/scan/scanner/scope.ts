import { SUSPICIOUS_FINDINGS, UNSAFE_FINDINGS } from "../../contract/finding-kinds";
import type { Finding, FindingKind, SkipReason } from "../../contract/scan";
import type { Budget } from "./budget";
import type { Source } from "./source";

/** Where a scan is, and whom it tells. */
export interface Scope {
  readonly budget: Budget;
  /** Path inside archives; empty for the file itself. */
  readonly place: string;
  readonly depth: number;
  /** Whether classes of TorchScript mean code that lies in the same archive. */
  readonly isTorchScript: boolean;
  found(kind: FindingKind, name?: string): void;
  /** A pickle would call something here. */
  called?(): void;
  /** Something here was not looked at. */
  skipped(reason: SkipReason): void;
  /** Looks at bytes that lie in these ones, by what they are. Throws `ScanStopped` when archives lie too deep. */
  enter(name: string, source: Source, facts?: Pick<Scope, "isTorchScript">): void;
}

/** One format. The registry asks in its order; the first that matches scans. */
export interface Format {
  readonly id: string;
  /** By the first 512 bytes. */
  matches(head: Buffer, source: Source): boolean;
  scan(source: Source, scope: Scope): void;
}

const MAX_NAME = 300;
/** Without control characters and half characters: names come from the file. */
export const shortened = (text: string): string => text.slice(0, MAX_NAME).replaceAll(/\p{C}/gu, "\u{FFFD}");

/** Keeps each finding once, and the worst ones when there are too many. */
export function createFindings(max: number) {
  const kept = new Map<string, Finding>();
  return {
    add(kind: FindingKind, name: string, place: string) {
      const finding = { kind, name: shortened(name), place: shortened(place) };
      const key = JSON.stringify(finding);
      if (kept.has(key)) return;
      if (kept.size >= max && !makesRoom(kept, kind)) return;
      kept.set(key, finding);
    },
    list: () => [...kept.values()],
  };
}

/** The worst first. */
const RANKS: readonly ReadonlySet<FindingKind>[] = [new Set(UNSAFE_FINDINGS), new Set(SUSPICIOUS_FINDINGS)];

function rankOf(kind: FindingKind): number {
  const rank = RANKS.findIndex((kinds) => kinds.has(kind));
  return rank < 0 ? RANKS.length : rank;
}

/** Takes out one that is less bad. */
function makesRoom(kept: Map<string, Finding>, kind: FindingKind): boolean {
  for (const [key, { kind: other }] of kept) {
    if (rankOf(other) > rankOf(kind)) return kept.delete(key);
  }
  return false;
}
