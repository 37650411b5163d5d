import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { ScrollText } from "lucide-react";
import Link from "next/link";
import { useMessages, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { KindIcon } from "@/components/patterns/asset-kind";
import { taskName } from "@/components/patterns/task-name";
import { cn } from "@/components/ui/cn";
import type { LineageNode } from "@/server/hub/contract/lineage";
import { hrefOf } from "../href";

export type CardNode = Node<{ node: LineageNode; isRoot: boolean; isStop: boolean; links: string }, "card">;

/** Id of the element that takes the focus for a node. */
export const cardId = (id: string) => `lineage-${id}`;

/** A repository, a paper, or the name of what is not here; one of them is a stop of the Tab key. */
export function NodeCard({ data: { node, isRoot, isStop, links } }: NodeProps<CardNode>) {
  const t = useTranslations("lineage");
  const { tasks } = useMessages();
  const { kind, name, repo } = node;
  const [owner, short] = kind === "paper" ? [t("paper"), `arXiv:${name}`] : split(name);
  const note = repo?.task ? `${owner} · ${taskName(tasks, repo.task)}` : owner;
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className="invisible" />
      <Target
        node={node}
        isStop={isStop}
        className={cn(
          "nopan rounded-card bg-surface-raised pointer-events-auto flex size-full items-center gap-2.5 border px-3 text-left",
          repo || kind === "paper" ? "hover:border-border-strong" : "border-dashed",
          isRoot && "border-accent bg-accent-soft",
        )}
      >
        {kind === "paper" ? (
          <ScrollText aria-hidden className="text-kind-prompt mx-1 size-4 shrink-0" />
        ) : (
          <KindIcon kind={kind} size="sm" />
        )}
        <span className="grid min-w-0">
          <span className="sr-only">{t(`kinds.${kind}`)}</span>
          <span className={cn("text-small truncate font-medium", !repo && kind !== "paper" && "text-text-muted")}>
            {short}
          </span>
          <span className="text-micro text-text-muted truncate">
            {repo || kind === "paper" ? note : `${owner} · ${t("notHere")}`}
          </span>
          <span className="sr-only">{links}</span>
        </span>
      </Target>
      <Handle type="source" position={Position.Right} isConnectable={false} className="invisible" />
    </>
  );
}

interface TargetProps extends Pick<CardNode["data"], "node" | "isStop"> {
  className: string;
  children: ReactNode;
}

function Target({ node: { id, kind, name, repo }, isStop, className, children }: TargetProps) {
  const common = { id: cardId(id), tabIndex: isStop ? 0 : -1, title: name, className };
  if (repo) {
    return (
      <Link href={hrefOf(repo)} prefetch={false} draggable={false} {...common}>
        {children}
      </Link>
    );
  }
  if (kind === "paper") {
    return (
      <a href={`https://arxiv.org/abs/${name}`} target="_blank" rel="noreferrer" draggable={false} {...common}>
        {children}
      </a>
    );
  }
  return (
    <button type="button" aria-disabled {...common}>
      {children}
    </button>
  );
}

function split(fullName: string): [owner: string, name: string] {
  const [owner = "", name = fullName] = fullName.split("/");
  return [owner, name];
}
