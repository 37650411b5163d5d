import { branchHead, changedPaths, findMergeBase, foldersAbove } from "@/server/git";
import { findTextAt, pathPattern, type Repository, userMay } from "@/server/hub";
import { findAccountByName } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import { type Ctx, createCpuLimit } from "@/server/kernel";

const PLACES = [".modelyard/CODEOWNERS", ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
const MAX_RULES = 500;
const MAX_OWNERS = 10;

interface OwnerRule {
  readonly matches: (path: string) => boolean;
  readonly owners: readonly string[];
}

/** Lines `pattern @owner …` in the syntax of GitHub: patterns are those of `.gitignore`, the last one that fits counts. */
export function readCodeOwners(text: string): OwnerRule[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s)#.*$/s, "").trim())
    .filter(Boolean)
    .slice(0, MAX_RULES)
    .flatMap((line) => {
      const [pattern = "", ...names] = line.match(/(?:\\.|[^\s\\])+/g) ?? [];
      const matches = matcherOf(pattern);
      const owners = names.flatMap((name) => (/^@[\w.-]+$/.test(name) ? [name.slice(1)] : []));
      return matches ? [{ matches, owners }] : [];
    });
}

/**
 * A pattern without a slash, but at its end, fits at every depth; one that names a folder fits what is in it, but for
 * `folder/*`, which stays in the folder.
 */
function matcherOf(pattern: string): OwnerRule["matches"] | null {
  if (pattern.length > 500) return null;
  const fits = pathPattern(pattern, "");
  const isFolder = pattern.endsWith("/");
  if (pattern.endsWith("/*")) return fits;
  return (path) => foldersAbove(path).some(fits) || (!isFolder && fits(path));
}

/** Everybody waits meanwhile. */
const MAX_CPU_MS = 300;

export interface OwnerGroups {
  /** Owners of the changed files, once for each rule that counts; one of each group speaks for its files. */
  readonly groups: readonly (readonly string[])[];
  /** Everything was looked at. */
  readonly isWhole: boolean;
}

/** Who owns these paths. Looking ends after a while: what was not looked at has no owner, and the answer says so. */
export function ownerGroupsIn(rules: readonly OwnerRule[], paths: readonly string[]): OwnerGroups {
  const isOver = createCpuLimit(MAX_CPU_MS);
  const groups = new Map<string, readonly string[]>();
  for (const path of paths) {
    const rule = rules.findLast(({ matches }) => !isOver() && matches(path));
    if (isOver()) return { groups: [...groups.values()], isWhole: false };
    if (rule && rule.owners.length > 0) groups.set(rule.owners.join(" "), rule.owners);
  }
  return { groups: [...groups.values()], isWhole: true };
}

/** Who owns at least one of these paths. */
export const ownersIn = (rules: readonly OwnerRule[], paths: readonly string[]): string[] => [
  ...new Set(ownerGroupsIn(rules, paths).groups.flat()),
];

interface Change {
  readonly baseBranch: string;
  readonly headCommit: string;
}

/** What `CODEOWNERS` of the base branch says, and the paths that a pull request changes; `null` when it says nothing. */
export async function ownedChange(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { baseBranch, headCommit }: Change,
): Promise<{ readonly rules: readonly OwnerRule[]; readonly paths: readonly string[] } | null> {
  const base = await branchHead(ctx, repo.id, baseBranch);
  const rules = base === null ? [] : readCodeOwners((await firstText(ctx, repo, base)) ?? "");
  const from =
    base === null || rules.length === 0 ? null : await findMergeBase(ctx, repo.id, { commits: [base, headCommit] });
  return from === null ? null : { rules, paths: await changedPaths(ctx, repo.id, { from, to: headCommit }) };
}

/** People whom `CODEOWNERS` of the base branch names for what a pull request changes, and who can read it. */
export async function ownersOf(
  ctx: Ctx<"repositories">,
  repo: Repository,
  change: Change & { readonly authorId: string },
): Promise<AccountSummary[]> {
  const owned = await ownedChange(ctx, repo, change);
  const names = owned ? ownersIn(owned.rules, owned.paths) : [];
  const people = await Promise.all(names.slice(0, MAX_OWNERS).map((name) => findOwner(ctx, repo, [name, "repo.read"])));
  return people.filter((person) => person !== null).filter(({ id }) => id !== change.authorId);
}

async function firstText(ctx: Ctx<"repositories">, repo: Repository, commit: string): Promise<string | null> {
  for (const path of PLACES) {
    const text = await findTextAt(ctx, repo, { commit, path });
    if (text !== null) return text;
  }
  return null;
}

/** The person of this name, if they have the right in the repository. */
export async function findOwner(
  ctx: Ctx,
  repo: Repository,
  [name, permission]: readonly [string, "repo.read" | "repo.write"],
): Promise<AccountSummary | null> {
  const account = await findAccountByName(ctx.db, name);
  if (account?.kind !== "user") return null;
  return (await userMay(ctx, repo, { userId: account.id, permission })) ? account : null;
}
