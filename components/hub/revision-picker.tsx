"use client";

import { ChevronsUpDown, GitBranch, Tag } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { lazyPart } from "@/components/ui/lazy-part";
import { Popover } from "@/components/ui/popover";
import type { RevisionListProps } from "./revision-list";

const RevisionList = lazyPart(() => import("./revision-list").then((module) => module.RevisionList));

interface Props extends RevisionListProps {
  kind: "branch" | "tag" | "ref" | "commit";
}

const SHORT = 10;

/** Branches and tags to look at, fetched when somebody opens it. */
export function RevisionPicker({ kind, ...list }: Props) {
  const t = useTranslations("revisionPicker");
  const { revision } = list;
  const isCommit = kind === "commit";
  return (
    <Popover
      label={t("label")}
      className="p-0"
      trigger={
        <Button aria-label={`${t("label")}: ${revision}`} className="max-w-full min-w-0 shrink">
          {kind === "tag" ? <Tag aria-hidden /> : <GitBranch aria-hidden />}
          <span className={cn("truncate", isCommit && "font-mono")}>
            {isCommit ? revision.slice(0, SHORT) : revision}
          </span>
          <ChevronsUpDown aria-hidden className="text-text-faint" />
        </Button>
      }
    >
      <RevisionList {...list} />
    </Popover>
  );
}
