"use client";

import "@xyflow/react/dist/base.css";
import { type Edge, MarkerType, ReactFlow, type ReactFlowInstance } from "@xyflow/react";
import { Maximize2, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, type KeyboardEvent, useMemo, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { LineageEdge, LineageGraph } from "@/server/hub/contract/lineage";
import { NODE_HEIGHT, NODE_WIDTH, positionsOf } from "./graph-layout";
import { stepFrom } from "./graph-steps";
import { type CardNode, cardId, NodeCard } from "./node-card";
import { RELATION_LOOKS } from "./relation-looks";

const NODE_TYPES = { card: NodeCard };
const FIT = { padding: 0.05, maxZoom: 1, minZoom: 0.65 } as const;
const ZOOM_MS = 160;

const COLOURS = {
  "--xy-background-color": "transparent",
  "--xy-edge-label-background-color": "var(--color-surface)",
  "--xy-edge-label-color": "var(--color-text-muted)",
} as CSSProperties;

/** The graph as a picture one moves in: drag, the buttons, or the keys. */
export function LineageCanvas({ graph }: { graph: Pick<LineageGraph, "root" | "nodes" | "edges"> }) {
  const t = useTranslations("lineage");
  const [flow, setFlow] = useState<Flow>(null);
  const [stop, setStop] = useState(graph.root);
  const zooms = zoomsOf(flow);
  const positions = useMemo(() => positionsOf(graph), [graph]);
  const nodes = graph.nodes.map((node): CardNode => {
    const size = { width: NODE_WIDTH, height: NODE_HEIGHT };
    const data = { node, isRoot: node.id === graph.root, isStop: node.id === stop, links: linksTo(graph, node.id, t) };
    return { id: node.id, type: "card", position: positions.get(node.id) ?? { x: 0, y: 0 }, ...size, data };
  });

  function goTo(id: string) {
    setStop(id);
    document.getElementById(cardId(id))?.focus({ preventScroll: true });
    const at = positions.get(id);
    if (at)
      void flow?.setCenter(at.x + NODE_WIDTH / 2, at.y + NODE_HEIGHT / 2, { zoom: flow.getZoom(), duration: ZOOM_MS });
  }

  function press(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const at = graph.nodes.find(({ id }) => event.target instanceof Element && event.target.id === cardId(id))?.id;
    const next = event.key === "Home" ? graph.root : stepFrom({ ...graph, positions, at: at ?? stop }, event.key);
    const zoom = ZOOM_KEYS[event.key];
    if (next === null && !zoom) return;
    event.preventDefault();
    if (next !== null) goTo(next);
    else if (zoom) zooms[zoom]();
  }

  return (
    <section aria-label={t("graph")} onKeyDown={press} className="dot-grid relative size-full">
      <ReactFlow<CardNode>
        nodes={nodes}
        edges={graph.edges.map((edge) => drawn(edge, t(`madeOf.${edge.relation}`)))}
        nodeTypes={NODE_TYPES}
        style={COLOURS}
        onInit={setFlow}
        fitView
        fitViewOptions={FIT}
        minZoom={0.2}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
      />
      <ZoomButtons zooms={zooms} />
    </section>
  );
}

type Flow = ReactFlowInstance<CardNode> | null;

const ZOOM_KEYS: Readonly<Record<string, keyof ReturnType<typeof zoomsOf>>> = {
  "+": "closer",
  "-": "farther",
  "0": "all",
};

const zoomsOf = (flow: Flow) => ({
  closer: () => flow?.zoomIn({ duration: ZOOM_MS }),
  farther: () => flow?.zoomOut({ duration: ZOOM_MS }),
  all: () => flow?.fitView({ ...FIT, duration: ZOOM_MS }),
});

function ZoomButtons({ zooms }: { zooms: ReturnType<typeof zoomsOf> }) {
  const t = useTranslations("lineage");
  return (
    <div className="rounded-control bg-surface-raised absolute right-3 bottom-3 flex border">
      <IconButton icon={Minus} label={t("zoomOut")} onClick={zooms.farther} />
      <IconButton icon={Plus} label={t("zoomIn")} onClick={zooms.closer} />
      <IconButton icon={Maximize2} label={t("fit")} onClick={zooms.all} />
    </div>
  );
}

type Translate = ReturnType<typeof useTranslations<"lineage">>;

/** What a node was made from, in words. */
function linksTo({ nodes, edges }: Pick<LineageGraph, "nodes" | "edges">, id: string, t: Translate): string {
  const nameOf = (other: string) => nodes.find((node) => node.id === other)?.name ?? "";
  return edges
    .filter(({ to }) => to === id)
    .map(({ relation, from }) => t("madeFrom", { relation: t(`relations.${relation}`), name: nameOf(from) }))
    .join(", ");
}

function drawn({ from, to, relation, revision }: LineageEdge, how: string): Edge {
  const { colour, dashes } = RELATION_LOOKS[relation];
  return {
    id: `${from} ${relation} ${to}`,
    source: from,
    target: to,
    label: revision === null ? how : `${how} @${revision.slice(0, 12)}`,
    labelStyle: { fill: "var(--color-text-muted)", fontSize: 11 },
    labelBgStyle: { fill: "var(--color-surface)" },
    style: { stroke: colour, strokeWidth: 1.5, ...(dashes && { strokeDasharray: dashes }) },
    markerEnd: { type: MarkerType.ArrowClosed, color: colour, width: 16, height: 16 },
  };
}
