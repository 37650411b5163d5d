"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "./use-repo-change";

export interface ManagedGroup {
  readonly name: string;
  readonly displayName: string;
  readonly memberCount: number;
  /** The viewer decides who is in there. */
  readonly canManage: boolean;
}

interface Props {
  repo: Pick<RepoDetails, "kind" | "namespace" | "name" | "visibility" | "resourceGroup">;
  groups: readonly ManagedGroup[];
}

/** Not a name that a group can have. */
const NONE = "-";

/** Where in the organisation the repository lies, and so whose roles count. */
export function GroupForm({ repo, groups }: Props) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const current = repo.resourceGroup?.name ?? NONE;
  const [chosen, setChosen] = useState(current);
  const [isAsking, setAsking] = useState(false);
  const move = useMutation(
    trpc.hub.setRepoGroup.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        await changed(t("groupChanged"));
      },
    }),
  );
  const former = groups.find(({ name }) => name === current);
  const next = groups.find(({ name }) => name === chosen);
  if (repo.resourceGroup && !former?.canManage) {
    return <p className="text-small">{t("groupOfOthers", { group: repo.resourceGroup.displayName })}</p>;
  }
  const open = groups.filter(({ canManage }) => canManage);
  const title = next
    ? t("groupTitle", { name: repo.name, group: next.displayName })
    : t("groupOutTitle", { name: repo.name, group: former?.displayName ?? "" });
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field id="resource-group" label={t("group")} className="min-w-0 flex-1 basis-48">
        <Select
          id="resource-group"
          value={chosen}
          options={[
            { value: NONE, label: t("groupNone", { owner: repo.namespace }) },
            ...open.map(({ name, displayName }) => ({ value: name, label: displayName })),
          ]}
          onValueChange={setChosen}
        />
      </Field>
      <Button disabled={chosen === current} onClick={() => setAsking(true)}>
        {t("changeGroup")}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={title}
        description={t(repo.visibility === "private" ? "groupPrivate" : "groupShared")}
        labels={{ cancel: t("cancel"), confirm: t("changeGroup") }}
        isBusy={move.isPending}
        error={move.error?.message}
        onConfirm={() => move.mutate({ ...addressOf(repo), group: next?.name ?? null })}
      >
        <dl className="text-small grid gap-3">
          <Turn term={t("loses")}>
            {former
              ? t("groupLoses", { group: former.displayName, count: former.memberCount })
              : t("organizationLoses", { owner: repo.namespace })}
          </Turn>
          <Turn term={t("gains")}>
            {next
              ? t("groupGains", { group: next.displayName, count: next.memberCount })
              : t("organizationGains", { owner: repo.namespace })}
          </Turn>
        </dl>
      </ConfirmDialog>
    </div>
  );
}

function Turn({ term, children }: { term: string; children: string }) {
  return (
    <div className="grid gap-0.5">
      <dt className="font-medium">{term}</dt>
      <dd className="text-text-muted">{children}</dd>
    </div>
  );
}
