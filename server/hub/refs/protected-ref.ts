import type { RefRule } from "@/server/git";
import type { ProtectedRef } from "../contract/refs";

type Named = Pick<ProtectedRef, "kind" | "pattern">;

const PREFIXES = { branch: "refs/heads/", tag: "refs/tags/" } as const;

/** The full pattern of a rule. */
export const fullPatternOf = ({ kind, pattern }: Named): string => PREFIXES[kind] + pattern;

/** What a full pattern means to people; `null` for rules that are none of branches and tags. */
export function namedPattern({ pattern }: Pick<RefRule, "pattern">): Named | null {
  for (const kind of ["branch", "tag"] as const) {
    const prefix = PREFIXES[kind];
    if (pattern.startsWith(prefix)) return { kind, pattern: pattern.slice(prefix.length) };
  }
  return null;
}
