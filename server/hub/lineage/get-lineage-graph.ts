import { type Ctx, defineQuery } from "@/server/kernel";
import { GetLineageGraphInput, type LineageEdge, LineageGraph } from "../contract/lineage";
import { getRepoAt } from "../repositories/get-readable-repo";
import { showRepo } from "../repositories/repository";
import { findTargets } from "./find-targets";
import { listLinksAmong } from "./store";
import { type Found, idOf, papersOf, walkLineage } from "./walk-lineage";

export const getLineageGraph = defineQuery({
  name: "hub.getLineageGraph",
  summary: "See the lineage of a repository over several steps, as a graph",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/lineage/graph" },
  input: GetLineageGraphInput,
  output: LineageGraph,
  async run(ctx, { depth, limit, ...address }) {
    const root = await getRepoAt(ctx, address);
    const { nodes, isCut, isDeeper } = await walkLineage(ctx, root, { depth, limit });
    const found = [...nodes.values()];
    const shown = found.map((node) => ({ ...node, repo: node.repo ? showRepo(ctx.site, node.repo) : null }));
    return { root: root.id, nodes: shown, edges: await edgesAmong(ctx, found), isCut, isDeeper };
  },
});

/** Everything that the repositories of the graph say of each other, also across what was walked. */
async function edgesAmong(ctx: Ctx, nodes: readonly Found[]): Promise<LineageEdge[]> {
  const ids = new Set(nodes.map(({ id }) => id));
  const repos = nodes.flatMap(({ repo }) => repo ?? []);
  const repoIds = repos.map(({ id }) => id);
  const targetNames = nodes.map(({ name }) => name.toLowerCase());
  const links = await listLinksAmong(ctx.db, { repoIds, targetIds: repoIds, targetNames });
  const targetOf = await findTargets(ctx, links);
  const named = links.map((link): LineageEdge => {
    const { relation, origin, revision, repoId: to } = link;
    return { from: targetOf(link)?.id ?? idOf(link.targetKind, link.target), to, relation, origin, revision };
  });
  const cited = repos.flatMap((repo) =>
    papersOf(repo).map((paper): LineageEdge => {
      const facts = { relation: "paper", origin: "text", revision: null } as const;
      return { from: idOf("paper", paper), to: repo.id, ...facts };
    }),
  );
  return [...named, ...cited].filter(({ from, to }) => from !== to && ids.has(from));
}
