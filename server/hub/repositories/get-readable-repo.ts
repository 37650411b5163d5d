import { allows, authorize } from "@/server/access";
import { findAccountByName, findAccounts } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import { type Ctx, notFound, notFoundAs, nullWhenNotFound } from "@/server/kernel";
import { kindOf, type RepoAddress } from "../contract/repo";
import { listReadableRows, listReadableRowsAt, type NamedPlace } from "../search/store/list-repos";
import { foldName, fullNameOf, type RepoRef, type Repository, resourceOf } from "./repository";
import { findAnyRepoById, findMovedRepo, findRepoAt, findRepoById, type RepoRow } from "./store";

/**
 * The repository at this address. Throws `not_found`, in the same words and after the same questions, for one that is
 * missing and for one the actor cannot see; does not follow old names (`findRedirect` does).
 */
export async function getReadableRepo(ctx: Ctx, ref: RepoRef): Promise<Repository> {
  const owner = await findAccountByName(ctx.db, ref.namespace);
  const repo = owner && (await findRepoOf(ctx, owner, ref));
  if (repo) return readable(ctx, repo, fullNameOf(ref));
  if (owner) await askInVain(ctx, owner);
  throw notFound("Repository", fullNameOf(ref));
}

export async function getReadableRepoById(ctx: Ctx, id: string): Promise<Repository> {
  const repo = await withNamespace(ctx, await findRepoById(ctx.db, id));
  if (!repo) throw notFound("Repository", id);
  return readable(ctx, repo, id);
}

/** The same; `null` for one that is missing or that the actor cannot see. */
export const findReadableRepoById = (ctx: Ctx, id: string): Promise<Repository | null> =>
  getReadableRepoById(ctx, id).catch(nullWhenNotFound);

/** Those of the repositories that exist and that the actor may see, by id. */
export async function findReadableRepos(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Repository>> {
  const repos = await withNamespaces(ctx, ids.length === 0 ? [] : await listReadableRows(ctx, [...new Set(ids)]));
  return new Map(repos.map((repo) => [repo.id, repo]));
}

/** Repositories of any kind that have these names and that the actor may see, in two look-ups whatever their number. */
export async function findReadableReposAt(ctx: Ctx, places: readonly NamedPlace[]): Promise<Repository[]> {
  return withNamespaces(ctx, places.length === 0 ? [] : await listReadableRowsAt(ctx, places));
}

/** The repository without asking who wants it: for work of the system, and for those who authorise themselves. */
export async function findRepo(ctx: Ctx, ref: RepoRef): Promise<Repository | null> {
  const owner = await findAccountByName(ctx.db, ref.namespace);
  return owner && findRepoOf(ctx, owner, ref);
}

type Owner = Pick<AccountSummary, "id" | "name">;

async function findRepoOf({ db }: Ctx, owner: Owner, { kind, name }: RepoRef): Promise<Repository | null> {
  const row = await findRepoAt(db, { kind, ownerId: owner.id, nameFolded: foldName(name) });
  return row && { ...row, namespace: owner.name };
}

/** Asks of what is not there what is asked of what the actor cannot see, so that nobody tells them apart by the time. */
const askInVain = (ctx: Ctx, owner: Owner): Promise<boolean> =>
  allows(ctx, "repo.read", { kind: "Repository", id: ctx.id(), ownerId: owner.id, visibility: "private" });

/** Also one that is deleted and not yet removed, without asking who wants it: for those who authorise themselves. */
export async function findAnyRepo(ctx: Ctx, id: string): Promise<Repository | null> {
  return withNamespace(ctx, await findAnyRepoById(ctx.db, id));
}

/** Where a repository is now that had this address before; `null` when there is none the actor may see. */
export async function findRedirect(ctx: Ctx, { kind, namespace, name }: RepoRef): Promise<Repository | null> {
  const owner = await findAccountByName(ctx.db, namespace);
  const row = owner && (await findMovedRepo(ctx.db, { kind, ownerId: owner.id, nameFolded: foldName(name) }));
  const repo = await withNamespace(ctx, row);
  if (repo) return readable(ctx, repo, fullNameOf(repo)).catch(nullWhenNotFound);
  if (owner) await Promise.all([findAccounts(ctx.db, [owner.id]), askInVain(ctx, owner)]);
  return null;
}

/** For operations: the repository at an address, or the one that had it before. */
export async function getRepoAt(ctx: Ctx, { shelf, namespace, name }: RepoAddress): Promise<Repository> {
  const ref = { kind: kindOf(shelf), namespace, name };
  const repo = (await getReadableRepo(ctx, ref).catch(nullWhenNotFound)) ?? (await findRedirect(ctx, ref));
  if (!repo) throw notFound("Repository", fullNameOf(ref));
  return repo;
}

/** Adds the owners' names, looked up in one batch. Rows of owners who are gone are left out. */
export async function withNamespaces({ db }: Ctx, rows: readonly RepoRow[]): Promise<Repository[]> {
  if (rows.length === 0) return [];
  const owners = await findAccounts(
    db,
    rows.map(({ ownerId }) => ownerId),
  );
  return rows.flatMap((row) => {
    const owner = owners.get(row.ownerId);
    return owner ? [{ ...row, namespace: owner.name }] : [];
  });
}

/** The same for one row. */
export async function withNamespace(ctx: Ctx, row: RepoRow | null): Promise<Repository | null> {
  const [repo] = row ? await withNamespaces(ctx, [row]) : [];
  return repo ?? null;
}

async function readable(ctx: Ctx, repo: Repository, asked: string): Promise<Repository> {
  await authorize(ctx, "repo.read", resourceOf(repo)).catch(notFoundAs("Repository", asked));
  return repo;
}
