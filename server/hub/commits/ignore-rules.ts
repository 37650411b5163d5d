import { foldersAbove } from "@/server/git";
import { pathPattern } from "./path-pattern";

const MAX_LINES = 5_000;

const linesOf = (text: string): string[] =>
  text
    .slice(0, 1_000_000)
    .split(/\r?\n/)
    .slice(0, MAX_LINES)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));

/** Whether a `.gitignore` text hides a path: the last matching line decides, and nothing below a hidden folder is seen. */
export function ignoreRules(text: string): (path: string) => boolean {
  const rules = linesOf(text).map((line) => {
    const pattern = line.trimEnd();
    const isNegated = pattern.startsWith("!");
    const plain = isNegated ? pattern.slice(1) : pattern.replace(/^\\(?=[#!])/, "");
    return { matches: pathPattern(plain, ""), isNegated, isFolderOnly: plain.endsWith("/") };
  });
  const hides = (path: string, isFolder: boolean) => {
    const last = rules.findLast((rule) => (isFolder || !rule.isFolderOnly) && rule.matches(path));
    return last !== undefined && !last.isNegated;
  };
  return (path) => {
    return foldersAbove(path).some((folder) => hides(folder, true)) || hides(path, false);
  };
}
