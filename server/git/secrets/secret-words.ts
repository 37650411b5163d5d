import type { SecretPlace } from "../contract";
import type { FoundSecret } from "./secret-watch";
import { SECRET_TITLES } from "./titles";

const MAX_TOLD = 20;

/** A found secret with the commit that brought it, where that is known. */
export type PlacedSecret = FoundSecret & { readonly commit: string | null };

type ToldSecret = SecretPlace & { readonly commit?: string | null };

/** Where secrets stand, a line for each; never more of a secret than its first letters. */
function linesOf(found: readonly ToldSecret[]): string[] {
  const lines = found.slice(0, MAX_TOLD).map(({ path, line, kind, start, commit }) => {
    const where = commit ? ` in commit ${commit.slice(0, 10)}` : "";
    return `  ${path.replace(/\p{Cc}/gu, "?")}:${line}${where}: ${SECRET_TITLES[kind]} (${start}…)`;
  });
  return found.length > MAX_TOLD ? [...lines, `  … and ${found.length - MAX_TOLD} more`] : lines;
}

/** Why something does not come in, and what to do. */
export const refusalLines = (found: readonly ToldSecret[]): string[] => [
  "Secrets were found, and this repository takes none:",
  ...linesOf(found),
  "Take them out of every commit that has them (git commit --amend, git rebase -i), and renew what others may have seen.",
  "Is one no secret? Mark its line with modelyard:allow-secret, or ask an administrator of the repository, who sees it",
  "under Settings, Security.",
];

/** What came in, and what to do. */
export const warningLines = (found: readonly ToldSecret[]): string[] => [
  "warning: secrets were found in what you pushed:",
  ...linesOf(found),
  "Whoever reads the repository reads them: renew them where they were issued. Taking them out of later commits is not",
  "enough. Administrators of the repository find them under Settings, Security.",
];
