"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";
import { NewRef } from "./new-ref";
import { useRepoChange } from "./use-repo-change";

interface Props {
  repo: Pick<Repo, "kind" | "namespace" | "name" | "defaultBranch">;
  kind: "branch" | "tag";
}

const MAX_REFS = 1_000;
const SHORT = 10;

/** Branches, or tags: make one, delete one. */
export function RefList({ repo, kind }: Props) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.hub.listRefs.queryOptions({ ...addressOf(repo), kind, limit: MAX_REFS }));
  const [leaving, setLeaving] = useState<string | null>(null);
  const remove = useDeleteRef({ repo, kind }, () => setLeaving(null));
  return (
    <div className="grid gap-4">
      <NewRef repo={repo} kind={kind} />
      {data || error ? null : <Skeleton className="h-24" />}
      {error ? <Callout tone="danger" title={error.message} /> : null}
      {data?.items.length === 0 ? (
        <p className="text-small text-text-muted">{t(kind === "branch" ? "noBranches" : "noTags")}</p>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul className="rounded-card bg-surface-raised scroll-thin max-h-96 divide-y overflow-y-auto border">
          {data.items.map(({ ref, name, commit, isDefault }) => (
            <li key={ref} className="flex items-center gap-3 px-4 py-2">
              <Link href={hrefOf(repo, "tree", name)} className="text-small truncate font-mono hover:underline">
                {name}
              </Link>
              {isDefault ? <Badge>{t("default")}</Badge> : null}
              <Link
                href={hrefOf(repo, "commit", commit)}
                className="text-caption text-text-muted ml-auto font-mono hover:underline"
              >
                {commit.slice(0, SHORT)}
              </Link>
              <IconButton
                icon={Trash2}
                label={t("deleteRef", { name })}
                disabled={isDefault}
                onClick={() => setLeaving(name)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {!data || data.nextCursor === null ? null : <Callout tone="info" title={t("moreRefs", { count: MAX_REFS })} />}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={t("deleteRef", { name: leaving ?? "" })}
        description={t(kind === "branch" ? "deleteBranchText" : "deleteTagText")}
        labels={{ cancel: t("cancel"), confirm: t("delete") }}
        isDestructive
        isBusy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate(leaving ?? "")}
      />
    </div>
  );
}

function useDeleteRef({ repo, kind }: Props, onDone: () => void) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const done = async () => {
    onDone();
    await changed(t("refDeleted"));
  };
  const branch = useMutation(trpc.hub.deleteBranch.mutationOptions({ onSuccess: done }));
  const tag = useMutation(trpc.hub.deleteTag.mutationOptions({ onSuccess: done }));
  const { isPending, error } = kind === "branch" ? branch : tag;
  return {
    isPending,
    error,
    mutate: (name: string) =>
      kind === "branch"
        ? branch.mutate({ ...addressOf(repo), branch: name })
        : tag.mutate({ ...addressOf(repo), tag: name }),
  };
}
