import type { LineageEdge } from "@/server/hub/contract/lineage";

type Relation = LineageEdge["relation"];

interface Look {
  readonly colour: string;
  /** Dashes and gaps; a derivation is a whole line, a use is not. */
  readonly dashes?: string;
}

/** How each relation is drawn; never by its colour alone. */
export const RELATION_LOOKS: Readonly<Record<Relation, Look>> = {
  base: { colour: "var(--color-text-muted)" },
  finetune: { colour: "var(--color-chart-1)" },
  adapter: { colour: "var(--color-chart-2)" },
  quantized: { colour: "var(--color-chart-3)" },
  merge: { colour: "var(--color-chart-5)" },
  dataset: { colour: "var(--color-kind-dataset)", dashes: "6 4" },
  model: { colour: "var(--color-kind-space)", dashes: "6 4" },
  code: { colour: "var(--color-kind-code)", dashes: "6 4" },
  paper: { colour: "var(--color-kind-prompt)", dashes: "2 4" },
};
