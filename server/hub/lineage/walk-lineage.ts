import type { Ctx } from "@/server/kernel";
import type { LineageNode } from "../contract/lineage";
import { withNamespaces } from "../repositories/get-readable-repo";
import { fullNameOf, type Repository } from "../repositories/repository";
import { findTargets } from "./find-targets";
import { listLinksFrom, listReposCiting, listReposMadeFrom } from "./store";

/** A repository, a paper, or the name of what is not here. */
export interface Found {
  readonly id: string;
  readonly kind: LineageNode["kind"];
  readonly name: string;
  readonly step: number;
  readonly repo: Repository | null;
}

/** All nodes by id; `isCut` and `isDeeper` as in `LineageGraph`. */
export interface Walked {
  readonly nodes: Map<string, Found>;
  readonly isCut: boolean;
  readonly isDeeper: boolean;
}

export interface Reach {
  readonly depth: number;
  readonly limit: number;
}

const MAX_PAPERS = 10;
const MAX_CITING = 8;

/**
 * Gathers what a repository was made from and what was made from it, step by step, the nearest first. What the actor may
 * not see is not walked through, and is not counted anywhere.
 */
export async function walkLineage(ctx: Ctx, root: Repository, { depth, limit }: Reach): Promise<Walked> {
  const start = nodeOf(root, 0);
  const nodes = new Map([[start.id, start]]);
  const half = Math.ceil(limit / 2);
  const up = await walk({ nodes, root, depth, limit: half }, async (repos, step) => parentsOf(ctx, repos, -step));
  const down = await walk({ nodes, root, depth, limit }, async (repos, step) => {
    const without = [...nodes.keys()].filter((id) => !id.includes(":"));
    const rows = await listReposMadeFrom(ctx, { targets: repos, without, limit: limit - nodes.size + 1 });
    return (await withNamespaces(ctx, rows)).map((repo) => nodeOf(repo, step));
  });
  if (depth > 1) await addCiting(ctx, nodes, { root, limit });
  return { nodes, isCut: up.isCut || down.isCut, isDeeper: up.isDeeper || down.isDeeper };
}

interface Walk extends Reach {
  readonly nodes: Map<string, Found>;
  readonly root: Repository;
}

type Step = (repos: readonly Repository[], step: number) => Promise<readonly Found[]>;

async function walk({ nodes, root, depth, limit }: Walk, next: Step) {
  let frontier: readonly Repository[] = [root];
  let isCut = false;
  for (let step = 1; frontier.length > 0; step++) {
    const fresh = (await next(frontier, step)).filter(({ id }) => !nodes.has(id));
    if (step > depth) return { isCut, isDeeper: fresh.length > 0 };
    const kept = fresh.slice(0, Math.max(0, limit - nodes.size));
    isCut ||= kept.length < fresh.length;
    for (const node of kept) nodes.set(node.id, node);
    frontier = kept.flatMap(({ repo }) => repo ?? []);
  }
  return { isCut, isDeeper: false };
}

async function parentsOf(ctx: Ctx, repos: readonly Repository[], step: number): Promise<Found[]> {
  const links = await listLinksFrom(
    ctx.db,
    repos.map(({ id }) => id),
  );
  const targetOf = await findTargets(ctx, links);
  const parents = links.map((link) => {
    const repo = targetOf(link);
    if (repo) return nodeOf(repo, step);
    const { targetKind: kind, target: name } = link;
    return { id: idOf(kind, name), kind, name, step, repo: null };
  });
  const papers = repos.flatMap(papersOf).map((paper) => ({ ...paperOf(paper), step }));
  return [...new Map([...parents, ...papers].map((found) => [found.id, found])).values()];
}

/** Others that cite the papers of the repository itself. */
async function addCiting(ctx: Ctx, nodes: Map<string, Found>, { root, limit }: Pick<Walk, "root" | "limit">) {
  const rows = await listReposCiting(ctx, {
    papers: papersOf(root).filter((paper) => nodes.has(paperOf(paper).id)),
    without: [...nodes.keys()].filter((id) => !id.includes(":")),
    limit: Math.min(MAX_CITING, limit - nodes.size),
  });
  for (const repo of await withNamespaces(ctx, rows)) nodes.set(repo.id, nodeOf(repo, 0));
}

const nodeOf = (repo: Repository, step: number): Found => ({
  id: repo.id,
  kind: repo.kind,
  name: fullNameOf(repo),
  step,
  repo,
});

/** Of what is no repository here. No UUID has a colon. */
export const idOf = (kind: Found["kind"], name: string): string => `${kind}:${name.toLowerCase()}`;

/** Ids of the papers that a repository cites, as its tags say. */
export const papersOf = ({ filters }: Pick<Repository, "filters">): string[] =>
  filters.flatMap((word) => (word.startsWith("arxiv:") ? word.slice("arxiv:".length) : [])).slice(0, MAX_PAPERS);

const paperOf = (name: string) => ({ id: idOf("paper", name), kind: "paper" as const, name, repo: null });
