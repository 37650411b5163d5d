import { Graph, layout } from "@dagrejs/dagre";
import type { LineageGraph } from "@/server/hub/contract/lineage";

export const NODE_WIDTH = 208;
export const NODE_HEIGHT = 52;

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Upper left corners by node, from what things were made from on the left to what was made of them on the right. */
export function positionsOf({ nodes, edges }: Pick<LineageGraph, "nodes" | "edges">): ReadonlyMap<string, Position> {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 16, ranksep: 104 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to, relation } of edges) graph.setEdge(from, to, {}, relation);
  layout(graph);
  return new Map(
    nodes.map(({ id }) => {
      const { x, y } = graph.node(id);
      return [id, { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }];
    }),
  );
}
