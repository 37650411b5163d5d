import type { Ctx } from "@/server/kernel";
import { withNamespaces } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";
import { listReadableRows } from "../search/store/list-repos";
import { type LinkRow, listReadableRowsCalled } from "./store";

/** Finds the repository that a link leads to; `null` for one that is not here or that the actor may not see. */
export type FindTarget = (link: Target) => Repository | null;

type Target = Pick<LinkRow, "targetId" | "targetKind" | "targetFolded">;

/** Looks up the targets of all these links, in a few questions whatever their number. */
export async function findTargets(ctx: Ctx, links: readonly Target[]): Promise<FindTarget> {
  if (links.length === 0) return () => null;
  const ids = new Set(links.flatMap(({ targetId }) => targetId ?? []));
  const names = new Set(links.map(({ targetFolded }) => targetFolded));
  const rows = [
    ...(ids.size === 0 ? [] : await listReadableRows(ctx, [...ids])),
    ...(await listReadableRowsCalled(ctx, [...names])),
  ];
  const repos = await withNamespaces(ctx, [...new Map(rows.map((row) => [row.id, row])).values()]);
  const byId = new Map(repos.map((repo) => [repo.id, repo]));
  const byName = new Map(repos.map((repo) => [`${repo.kind} ${repo.searchText}`, repo]));
  return ({ targetId, targetKind, targetFolded }) =>
    byId.get(targetId ?? "") ?? byName.get(`${targetKind} ${targetFolded}`) ?? null;
}
