import { allows } from "@/server/access";
import { changedPaths, findMergeBase } from "@/server/git";
import { findTextAt, pathPattern, type Repository, resourceOf } from "@/server/hub";
import { actorOfUser, findAccountByName } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import type { Ctx } from "@/server/kernel";
import { branchHead } from "../pulls/refs-of";

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
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter(Boolean)
    .slice(0, MAX_RULES)
    .flatMap((line) => {
      const [pattern = "", ...names] = line.split(/\s+/);
      const matches = matcherOf(pattern);
      const owners = names.flatMap((name) => (/^@[\w.-]+$/.test(name) ? [name.slice(1)] : []));
      return matches ? [{ matches, owners }] : [];
    });
}

/** A pattern without a slash, but at its end, fits at every depth; one that names a folder fits what is in it. */
function matcherOf(pattern: string): OwnerRule["matches"] | null {
  if (pattern.length > 500) return null;
  const fits = pathPattern(pattern, "");
  const isFolder = pattern.endsWith("/");
  return (path) => {
    const parts = path.split("/");
    const folders = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
    return folders.some(fits) || (!isFolder && fits(path));
  };
}

/** Everybody waits meanwhile. */
const MAX_MS = 300;

/** Who owns at least one of these paths; what it would take too long to look at has no owner. */
export function ownersIn(rules: readonly OwnerRule[], paths: readonly string[]): string[] {
  const endsAt = performance.now() + MAX_MS;
  const owners = paths.flatMap((path) => {
    const rule = rules.findLast(({ matches }) => performance.now() < endsAt && matches(path));
    return rule?.owners ?? [];
  });
  return [...new Set(owners)];
}

interface Change {
  readonly baseBranch: string;
  readonly headCommit: string;
  readonly authorId: string;
}

/** People whom `CODEOWNERS` of the base branch names for what a pull request changes, and who can read it. */
export async function ownersOf(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { baseBranch, headCommit, authorId }: Change,
): Promise<AccountSummary[]> {
  const base = await branchHead(ctx, repo.id, baseBranch);
  const rules = base === null ? [] : readCodeOwners((await firstText(ctx, repo, base)) ?? "");
  const from = base === null || rules.length === 0 ? null : await findMergeBase(ctx, repo.id, [base, headCommit]);
  if (from === null) return [];
  const names = ownersIn(rules, await changedPaths(ctx, repo.id, { from, to: headCommit }));
  const people = await Promise.all(names.slice(0, MAX_OWNERS).map((name) => readerNamed(ctx, repo, name)));
  return people.filter((person) => person !== null).filter(({ id }) => id !== authorId);
}

async function firstText(ctx: Ctx<"repositories">, repo: Repository, commit: string): Promise<string | null> {
  for (const path of PLACES) {
    const text = await findTextAt(ctx, repo, { commit, path });
    if (text !== null) return text;
  }
  return null;
}

async function readerNamed(ctx: Ctx, repo: Repository, name: string): Promise<AccountSummary | null> {
  const account = await findAccountByName(ctx.db, name);
  const actor = account?.kind === "user" ? await actorOfUser(ctx, account.id) : null;
  return account && actor && (await allows({ ...ctx, actor }, "repo.read", resourceOf(repo))) ? account : null;
}
