import { describe, expect, test } from "vitest";
import type { LineageEdge } from "@/server/hub/contract/lineage";
import { positionsOf } from "./graph-layout";
import { stepFrom } from "./graph-steps";
import { relationsOf, withRelation } from "./shown-graph";

const edge = (from: string, to: string, relation: LineageEdge["relation"] = "base"): LineageEdge => ({
  from,
  to,
  relation,
  origin: "card",
  revision: null,
});
const node = (id: string) => ({ id, kind: "model" as const, name: id, step: 0, repo: null });
const graph = {
  root: "root",
  nodes: ["base", "root", "one", "two"].map(node),
  edges: [edge("base", "root"), edge("root", "one", "adapter"), edge("root", "two", "finetune")],
};

describe("a drawn lineage", () => {
  const positions = positionsOf(graph);
  const step = (at: string, key: string) => stepFrom({ edges: graph.edges, positions, at }, key);

  test("goes from what was there first on the left to what was made last on the right", () => {
    const x = (id: string) => positions.get(id)?.x ?? Number.NaN;
    expect(x("base")).toBeLessThan(x("root"));
    expect(x("root")).toBeLessThan(x("one"));
    expect(x("one")).toBe(x("two"));
  });

  test("is walked with the arrow keys, along edges and through a column", () => {
    expect(step("root", "ArrowLeft")).toBe("base");
    expect(["one", "two"]).toContain(step("root", "ArrowRight"));
    const [upper, lower] = ["one", "two"].toSorted((a, b) => (positions.get(a)?.y ?? 0) - (positions.get(b)?.y ?? 0));
    expect(step(String(upper), "ArrowDown")).toBe(lower);
    expect(step(String(lower), "ArrowUp")).toBe(upper);
    expect([step("base", "ArrowLeft"), step("root", "ArrowDown"), step("root", "x")]).toEqual([null, null, null]);
  });

  test("shows one relation, and keeps the repository itself", () => {
    expect(withRelation(graph, "adapter").nodes.map(({ id }) => id)).toEqual(["root", "one"]);
    expect(withRelation(graph, "paper")).toMatchObject({ nodes: [{ id: "root" }], edges: [] });
    expect(relationsOf(graph).map(({ relation }) => relation)).toEqual(["adapter", "base", "finetune"]);
  });
});
