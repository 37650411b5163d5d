import type { LineageGraph } from "@/server/hub/contract/lineage";
import type { Position } from "./graph-layout";

type Positions = ReadonlyMap<string, Position>;

interface Place {
  readonly edges: LineageGraph["edges"];
  readonly positions: Positions;
  /** The node one is on. */
  readonly at: string;
}

/** Where an arrow key leads: along an edge to the left or right, up and down to the next node of the same column. */
export function stepFrom({ edges, positions, at }: Place, key: string): string | null {
  const here = positions.get(at);
  if (!here) return null;
  switch (key) {
    case "ArrowRight":
      return nearest(positions, here, ends(edges, at, { near: "from", far: "to" }));
    case "ArrowLeft":
      return nearest(positions, here, ends(edges, at, { near: "to", far: "from" }));
    case "ArrowDown":
      return nearest(positions, here, inColumn(positions, here, 1));
    case "ArrowUp":
      return nearest(positions, here, inColumn(positions, here, -1));
    default:
      return null;
  }
}

type End = "from" | "to";

const ends = (edges: Place["edges"], at: string, { near, far }: Readonly<Record<"near" | "far", End>>) =>
  edges.filter((edge) => edge[near] === at).map((edge) => edge[far]);

const inColumn = (positions: Positions, { x, y }: Position, direction: 1 | -1) =>
  [...positions].filter(([, other]) => other.x === x && (other.y - y) * direction > 0).map(([id]) => id);

function nearest(positions: Positions, here: Position, ids: readonly string[]): string | null {
  const distance = (id: string) => Math.abs((positions.get(id)?.y ?? 0) - here.y);
  return ids.toSorted((one, two) => distance(one) - distance(two))[0] ?? null;
}
