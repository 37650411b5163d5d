import { Network } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { FilterLinks } from "@/components/patterns/filter-links";
import { listAddress } from "@/components/patterns/list-address";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import type { LineageEdge, LineageGraph } from "@/server/hub/contract/lineage";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";
import { LineageExplorer } from "./lineage-explorer";
import { LineageLegend } from "./lineage-legend";
import { LineageList } from "./lineage-list";
import { relationsOf, withRelation } from "./shown-graph";

/** What the address says, beside the repository. */
export interface LineageQuery {
  readonly depth: number;
  readonly limit: number;
  readonly relation: LineageEdge["relation"] | undefined;
}

interface Props {
  repo: RepoDetails;
  graph: LineageGraph;
  query: LineageQuery;
}

/** Where a repository comes from and what came of it, over several steps. */
export async function LineageView({ repo, graph, query }: Props) {
  const t = await getTranslations("lineage");
  if (graph.edges.length === 0) return <Nothing repo={repo} />;
  const here = hrefOf(repo, "lineage");
  const { root, nodes, edges } = withRelation(graph, query.relation);
  const relations = relationsOf(graph);
  const said = { relation: query.relation, depth: query.depth };
  const filters = (
    <FilterLinks
      label={t("filter")}
      path={here}
      query={said}
      name="relation"
      options={[
        { label: t("all"), count: graph.edges.length },
        ...relations.map(({ relation, count }) => ({ value: relation, label: t(`madeOf.${relation}`), count })),
      ]}
    />
  );
  return (
    <section aria-labelledby="lineage" className="grid grid-cols-1 gap-4">
      <div className="grid gap-1">
        <h2 id="lineage" className="text-lead">
          {t("title")}
        </h2>
        <p className="text-small text-text-muted">{t("about")}</p>
      </div>
      <Words namespaces={["lineage", "tasks"]}>
        <LineageExplorer
          graph={{ root, nodes, edges }}
          filters={filters}
          legend={<LineageLegend relations={relationsOf({ edges }).map(({ relation }) => relation)} />}
        >
          <LineageList graph={{ nodes, edges }} />
        </LineageExplorer>
      </Words>
      <More graph={graph} query={query} here={here} />
    </section>
  );
}

const MAX_DEPTH = 8;
const MAX_NODES = 300;

/** Further steps and more nodes are addresses too. */
async function More({ graph, query, here }: { graph: LineageGraph; query: LineageQuery; here: string }) {
  const t = await getTranslations("lineage");
  const { depth, limit, relation } = query;
  const hrefTo = (next: Partial<LineageQuery>) => {
    const { limit: nodes, ...said } = { depth, limit, relation, ...next };
    return listAddress(here, { ...said, nodes });
  };
  const canDeepen = graph.isDeeper && depth < MAX_DEPTH;
  const canGrow = graph.isCut && limit < MAX_NODES;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="text-caption text-text-muted">{t("reach", { nodes: graph.nodes.length, depth })}</p>
      {canDeepen ? (
        <Button size="sm" asChild>
          <Link href={hrefTo({ depth: depth + 1 })}>{t("deeper")}</Link>
        </Button>
      ) : null}
      {canGrow ? (
        <Button size="sm" asChild>
          <Link href={hrefTo({ limit: Math.min(MAX_NODES, limit * 2) })}>{t("more")}</Link>
        </Button>
      ) : null}
      {graph.isCut && !canGrow ? <p className="text-caption text-text-muted">{t("tooMany")}</p> : null}
    </div>
  );
}

async function Nothing({ repo }: Pick<Props, "repo">) {
  const t = await getTranslations("lineage");
  return (
    <EmptyState
      icon={Network}
      title={t("empty")}
      className="rounded-card border"
      action={
        repo.can.write ? (
          <Button asChild>
            <Link href={hrefOf(repo, "edit", repo.defaultBranch, "README.md")}>{t("editCard")}</Link>
          </Button>
        ) : null
      }
    >
      {t(repo.kind === "model" ? "emptyModel" : "emptyText")}
    </EmptyState>
  );
}
