import { foldersBeyond } from "@/server/git";
import { createCpuLimit, DomainError } from "@/server/kernel";
import { pathPattern } from "./path-pattern";

const MAX_LINES = 5_000;
/** Everybody waits meanwhile. */
const MAX_CPU_MS = 300;

interface IgnoreRule {
  readonly matches: (path: string) => boolean;
  readonly isNegated: boolean;
  readonly isFolderOnly: boolean;
}

const rulesIn = (text: string): IgnoreRule[] =>
  text
    .slice(0, 1_000_000)
    .split(/\r?\n/)
    .slice(0, MAX_LINES)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const pattern = line.trimEnd();
      const isNegated = pattern.startsWith("!");
      const plain = isNegated ? pattern.slice(1) : pattern.replace(/^\\(?=[#!])/, "");
      return { matches: pathPattern(plain, ""), isNegated, isFolderOnly: plain.endsWith("/") };
    });

/**
 * Those of the paths that a `.gitignore` text hides: the last matching line decides, and nothing below a hidden folder is
 * seen. Throws `too_large` when looking takes too long: what is to be ignored is never taken for what is not.
 */
export function ignoredAmong(text: string, paths: readonly string[]): ReadonlySet<string> {
  const isOver = createCpuLimit(MAX_CPU_MS);
  const rules = rulesIn(text);
  if (rules.length === 0) return new Set();
  const fits = (rule: IgnoreRule, path: string) => {
    if (isOver()) throw takesTooLong();
    return rule.matches(path);
  };
  const hides = (path: string, isFolder: boolean) => {
    const last = rules.findLast((rule) => (isFolder || !rule.isFolderOnly) && fits(rule, path));
    return last !== undefined && !last.isNegated;
  };
  const folders = new Map<string, boolean>();
  const isBelowHidden = (path: string) => folders.get(path.slice(0, Math.max(0, path.lastIndexOf("/")))) ?? false;
  const isSeen = (path: string) => {
    for (const folder of foldersBeyond(path, folders))
      folders.set(folder, isBelowHidden(folder) || hides(folder, true));
    return !isBelowHidden(path);
  };
  return new Set(paths.filter((path) => !isSeen(path) || hides(path, false)));
}

const takesTooLong = () =>
  new DomainError("too_large", "`.gitignore` has too many lines for so many files: send fewer at once");
