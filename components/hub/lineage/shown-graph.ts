import type { LineageEdge, LineageGraph } from "@/server/hub/contract/lineage";

type Graph = Pick<LineageGraph, "root" | "nodes" | "edges">;
type Relation = LineageEdge["relation"];

/** The part of a graph with one relation; the repository itself always stays. */
export function withRelation<Whole extends Graph>(graph: Whole, relation: Relation | undefined): Whole {
  if (relation === undefined) return graph;
  const edges = graph.edges.filter((edge) => edge.relation === relation);
  const ends = new Set([graph.root, ...edges.flatMap(({ from, to }) => [from, to])]);
  return { ...graph, nodes: graph.nodes.filter(({ id }) => ends.has(id)), edges };
}

/** How often each relation occurs, the most frequent first. */
export function relationsOf({ edges }: Pick<Graph, "edges">): { relation: Relation; count: number }[] {
  const found = [...Map.groupBy(edges, ({ relation }) => relation)];
  return found
    .map(([relation, same]) => ({ relation, count: same.length }))
    .toSorted((one, two) => two.count - one.count || (one.relation < two.relation ? -1 : 1));
}
