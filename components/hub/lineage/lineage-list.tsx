import { ArrowRight, ScrollText } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { KindIcon } from "@/components/patterns/asset-kind";
import { type RecordColumn, RecordTable } from "@/components/patterns/record-table";
import { TextLink } from "@/components/ui/text-link";
import type { LineageEdge, LineageGraph, LineageNode } from "@/server/hub/contract/lineage";
import { hrefOf } from "../href";

interface Row {
  readonly edge: LineageEdge;
  readonly from: LineageNode;
  readonly to: LineageNode;
}

/** Every edge of the graph as a row, what stands nearest to the beginning first. */
export async function LineageList({ graph: { nodes, edges } }: { graph: Pick<LineageGraph, "nodes" | "edges"> }) {
  const t = await getTranslations("lineage");
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const rows = edges.flatMap((edge): Row[] => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    return from && to ? [{ edge, from, to }] : [];
  });
  const columns: RecordColumn<Row>[] = [
    {
      id: "from",
      header: t("columns.from"),
      cell: ({ from }) => <Named node={from} missing={t("notHere")} />,
      isTitle: true,
    },
    {
      id: "relation",
      header: t("columns.relation"),
      cell: ({ edge }) => <Relation text={t(`madeOf.${edge.relation}`)} />,
    },
    { id: "to", header: t("columns.to"), cell: ({ to }) => <Named node={to} missing={t("notHere")} /> },
    { id: "origin", header: t("columns.origin"), cell: ({ edge }) => t(`origins.${edge.origin}`) },
    { id: "revision", header: t("columns.revision"), cell: ({ edge, from }) => <Pinned edge={edge} from={from} /> },
  ];
  return (
    <div className="rounded-card bg-surface-raised border">
      <RecordTable
        label={t("title")}
        columns={columns}
        rows={rows.toSorted((one, two) => one.to.step - two.to.step)}
        rowId={({ edge }) => `${edge.from} ${edge.relation} ${edge.to}`}
      />
    </div>
  );
}

const Relation = ({ text }: { text: string }) => (
  <span className="flex items-center gap-1.5 whitespace-nowrap">
    {text}
    <ArrowRight aria-hidden className="text-text-faint size-3.5" />
  </span>
);

function Named({ node: { kind, name, repo }, missing }: { node: LineageNode; missing: string }) {
  if (kind === "paper") {
    return (
      <span className="flex min-w-0 items-center gap-2">
        <ScrollText aria-hidden className="text-kind-prompt mx-1 size-4 shrink-0" />
        <TextLink href={`https://arxiv.org/abs/${name}`} tone="plain">
          arXiv:{name}
        </TextLink>
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-2">
      <KindIcon kind={kind} size="sm" />
      {repo ? (
        <TextLink href={hrefOf(repo)} prefetch={false} tone="plain" className="min-w-0 break-all">
          {name}
        </TextLink>
      ) : (
        <span className="text-text-muted min-w-0 break-all" title={missing}>
          {name}
        </span>
      )}
    </span>
  );
}

/** Leads to the files at that revision, where the repository is here. */
function Pinned({ edge: { revision }, from: { repo } }: { edge: LineageEdge; from: LineageNode }) {
  if (revision === null) return <span className="text-text-faint">–</span>;
  const text = /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 12) : revision;
  const look = "text-caption font-mono";
  if (!repo) return <code className={look}>{text}</code>;
  return (
    <TextLink href={hrefOf(repo, "tree", revision)} prefetch={false} tone="plain" className={look}>
      {text}
    </TextLink>
  );
}
