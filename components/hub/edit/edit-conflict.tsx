"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { Conflict } from "./use-commit-file";

const MergeEditor = lazyPart(() => import("./merge-editor").then((module) => module.MergeEditor), {
  loading: () => <Skeleton className="h-96" />,
});

interface Props {
  path: string;
  mine: string;
  conflict: Conflict;
  /** With the text that is to be committed on top of theirs. */
  onResolve: (text: string) => void;
}

/** Somebody else was faster: both versions, and the choice. */
export function EditConflict({ path, mine, conflict: { theirs }, onResolve }: Props) {
  const t = useTranslations("edit");
  const [merged, setMerged] = useState(mine);
  return (
    <div className="grid grid-cols-1 gap-4">
      <div role="alert">
        <Callout tone="warning" title={t("conflict", { path })}>
          {theirs === null ? t("conflictGone") : t("conflictText")}
        </Callout>
      </div>
      {theirs === null ? null : (
        <MergeEditor
          path={path}
          theirs={theirs}
          mine={mine}
          labels={{ theirs: t("theirs"), mine: t("mine"), take: t("take") }}
          onChange={setMerged}
        />
      )}
      <div className="flex flex-wrap gap-2">
        {theirs === null ? null : <Button onClick={() => onResolve(theirs)}>{t("useTheirs")}</Button>}
        <Button onClick={() => onResolve(mine)}>{t("useMine")}</Button>
        {theirs === null ? null : (
          <Button variant="primary" onClick={() => onResolve(merged)}>
            {t("useMerged")}
          </Button>
        )}
      </div>
    </div>
  );
}
