import { type Commit, resolveRevision } from "@/server/git";
import { findAccountByName } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import type { Ctx } from "@/server/kernel";
import { usernameOf } from "../commits/commit-author";
import type { RepoAddress } from "../contract/repo";
import { authorizeContent } from "../gate/authorize-content";
import { getRepoAt } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";

/** What git lists is found by name: the row id of a keyset stands empty. */
export const NO_ROW = "00000000-0000-0000-0000-000000000000";

interface AtRevision {
  readonly repo: Repository;
  readonly revision: string;
  readonly commit: string;
}

/** The repository at an address and the commit a revision stands for; default: the head of the default branch. */
export async function atRevision(
  ctx: Ctx<"repositories">,
  { shelf, namespace, name, revision }: RepoAddress & { readonly revision?: string | undefined },
): Promise<AtRevision> {
  const repo = await getRepoAt(ctx, { shelf, namespace, name });
  const asked = revision ?? repo.defaultBranch;
  const { commit } = await resolveRevision(ctx, repo.id, revision ?? `refs/heads/${repo.defaultBranch}`);
  return { repo, revision: asked, commit };
}

/** The same for those who read what is in the files. Throws as `authorizeContent` does. */
export async function contentAtRevision(
  ctx: Ctx<"repositories">,
  place: Parameters<typeof atRevision>[1],
): Promise<AtRevision> {
  const repo = await getRepoAt(ctx, place);
  await authorizeContent(ctx, repo);
  return atRevision(ctx, place);
}

/** Commits with the accounts of their authors, where we know them. */
export async function withAuthors<T extends Commit>(ctx: Ctx, commits: readonly T[]) {
  const names = new Set(commits.flatMap(({ author }) => usernameOf(author.email) ?? []));
  const found = await Promise.all(
    [...names].map(async (name) => [name, await findAccountByName(ctx.db, name)] as const),
  );
  const accounts = new Map<string, AccountSummary | null>(found);
  return commits.map((commit) => {
    const account = accounts.get(usernameOf(commit.author.email) ?? "") ?? null;
    return {
      ...commit,
      authorName: account?.displayName ?? commit.author.name,
      authorUsername: account?.name ?? null,
      avatarUrl: account?.avatarUrl ?? null,
    };
  });
}
