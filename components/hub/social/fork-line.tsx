"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { GitFork } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import type { ForkState } from "@/server/hub/contract/fork";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: NamedRepo;
  canWrite: boolean;
  canPropose: boolean;
}

/** How far a copy and its origin have moved apart, and what brings them together. */
export function ForkLine({ repo, canWrite, canPropose }: Props) {
  const t = useTranslations("forkLine");
  const trpc = useTRPC();
  const state = trpc.hub.getForkState.queryOptions(addressOf(repo));
  const { data } = useQuery(state);
  const update = useUpdate(state.queryKey);
  if (!data?.origin) return null;
  const { origin, branch, ahead, behind } = data;
  const link = () => (
    <TextLink
      href={hrefOf(origin)}
      className="break-all"
    >{`${origin.namespace}/${origin.name}:${origin.branch}`}</TextLink>
  );
  const isConflict = update.error?.data?.domain?.code === "merge_conflict";
  return (
    <div className="text-small text-text-muted flex flex-wrap items-center gap-x-3 gap-y-2">
      <p className="flex min-w-0 items-center gap-2">
        <GitFork aria-hidden className="size-4 shrink-0" />
        <span>
          {t.rich(wordOf(data), { branch, ahead, behind, link, b: (text) => <b className="text-text">{text}</b> })}
        </span>
      </p>
      {behind > 0 && canWrite ? (
        <Button size="sm" busy={update.isPending} onClick={() => update.mutate(addressOf(repo))}>
          {t("update")}
        </Button>
      ) : null}
      {ahead > 0 && canPropose ? (
        <TextLink href={`${hrefOf(repo)}/discussions/new?type=pull`}>{t("propose")}</TextLink>
      ) : null}
      {isConflict ? (
        <Callout tone="warning" title={t("conflict")} className="basis-full">
          {t("conflictText", { origin: `${origin.namespace}/${origin.name}` })}
        </Callout>
      ) : null}
    </div>
  );
}

function wordOf({ ahead, behind }: ForkState): "even" | "ahead" | "behind" | "both" {
  if (ahead === 0) return behind === 0 ? "even" : "behind";
  return behind === 0 ? "ahead" : "both";
}

function useUpdate(queryKey: readonly unknown[]) {
  const t = useTranslations("forkLine");
  const trpc = useTRPC();
  const client = useQueryClient();
  const changed = useRepoChange();
  return useMutation(
    trpc.hub.updateFork.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: [...queryKey] });
        await changed(t("updated"));
      },
      onError: ({ message, data }) => {
        if (data?.domain?.code !== "merge_conflict") toast.error(message);
      },
    }),
  );
}
