import { allows } from "@/server/access";
import type { Ctx } from "@/server/kernel";
import { withNamespaces } from "../repositories/get-readable-repo";
import { type Repository, resourceOf } from "../repositories/repository";
import { findReposByIds } from "../repositories/store";
import { findReposBySearchText, type LinkRow } from "./store";

/** Finds the repository that a link leads to; `null` for one that is not here or that the actor may not see. */
export type FindTarget = (link: Target) => Repository | null;

type Target = Pick<LinkRow, "targetId" | "targetKind" | "targetFolded">;

/** Looks up the targets of all these links at once. */
export async function findTargets(ctx: Ctx, links: readonly Target[]): Promise<FindTarget> {
  const ids = links.flatMap(({ targetId }) => targetId ?? []);
  const names = links.map(({ targetFolded }) => targetFolded);
  const rows = [
    ...(await findReposByIds(ctx.db, [...new Set(ids)])),
    ...(await findReposBySearchText(ctx.db, [...new Set(names)])),
  ];
  const repos = await readableOf(
    ctx,
    await withNamespaces(ctx, [...new Map(rows.map((row) => [row.id, row])).values()]),
  );
  return ({ targetId, targetKind, targetFolded }) =>
    repos.find(({ id }) => id === targetId) ??
    repos.find(({ kind, searchText }) => kind === targetKind && searchText === targetFolded) ??
    null;
}

async function readableOf(ctx: Ctx, repos: readonly Repository[]): Promise<Repository[]> {
  const flags = await Promise.all(repos.map((repo) => allows(ctx, "repo.read", resourceOf(repo))));
  return repos.filter((_, index) => flags[index]);
}
