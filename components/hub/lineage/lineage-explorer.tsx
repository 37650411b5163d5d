"use client";

import { List, Network } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useIsWide } from "@/components/hooks/use-is-wide";
import { lazyPart } from "@/components/ui/lazy-part";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import type { LineageGraph } from "@/server/hub/contract/lineage";

const LineageCanvas = lazyPart(() => import("./lineage-canvas").then((module) => module.LineageCanvas), {
  loading: () => <Skeleton className="size-full" />,
});

interface Props {
  graph: Pick<LineageGraph, "root" | "nodes" | "edges">;
  filters: ReactNode;
  legend: ReactNode;
  /** The same as a list: for phones, and for whoever asks for it. */
  children: ReactNode;
}

/** The graph on wide windows and the list on phones, until one chooses. */
export function LineageExplorer({ graph, filters, legend, children }: Props) {
  const t = useTranslations("lineage");
  const isWide = useIsWide();
  const [chosen, setChosen] = useState<string | null>(null);
  const view = chosen ?? (isWide ? "graph" : "list");
  const isKnown = chosen !== null || isWide !== null;
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        {filters}
        <SegmentedControl
          key={view}
          label={t("view")}
          defaultValue={view}
          onValueChange={setChosen}
          segments={[
            { value: "graph", label: t("asGraph"), icon: <Network aria-hidden /> },
            { value: "list", label: t("asList"), icon: <List aria-hidden /> },
          ]}
        />
      </div>
      {view === "graph" ? (
        <div className="grid gap-3">
          <div className="rounded-card h-140 overflow-hidden border">
            <LineageCanvas key={graph.nodes.map(({ id }) => id).join()} graph={graph} />
          </div>
          {legend}
        </div>
      ) : (
        <div className={isKnown ? undefined : "max-md:block md:invisible"}>{children}</div>
      )}
    </div>
  );
}
