import { matchesRef } from "@/server/git";

const BRANCH = "refs/heads/";
const KINDS = [BRANCH, "refs/tags/"];

/** Those of the refs that the patterns of a mirror take; without patterns all branches and tags. */
export function wantedRefs(names: readonly string[], patterns: readonly string[]): string[] {
  const full = patterns.flatMap((pattern) =>
    pattern.startsWith("refs/") ? [pattern] : KINDS.map((kind) => `${kind}${pattern}`),
  );
  return names.filter(
    (name) =>
      KINDS.some((kind) => name.startsWith(kind)) &&
      (full.length === 0 || full.some((pattern) => matchesRef(pattern, name))),
  );
}

/** The branch that the follower should start with: the one of the other side when it was taken, else the first. */
export function leadingBranch(head: string | null, taken: readonly string[]): string | null {
  const branches = taken.filter((name) => name.startsWith(BRANCH));
  const chosen = branches.find((name) => name === head) ?? branches[0];
  return chosen === undefined ? null : chosen.slice(BRANCH.length);
}
