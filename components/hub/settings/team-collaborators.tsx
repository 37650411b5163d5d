"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Users, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Callout } from "@/components/ui/callout";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { AddTeam, type NamedTeam } from "./add-team";
import { RoleSelect } from "./role-select";
import { useRepoChange } from "./use-repo-change";

interface Props {
  repo: NamedRepo;
  /** Of the owning organisation. */
  teams: readonly NamedTeam[];
}

/** Teams of the owning organisation with a role on this repository alone. */
export function TeamCollaborators({ repo, teams }: Props) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const { data, error: unread } = useQuery(trpc.hub.listTeamCollaborators.queryOptions(addressOf(repo)));
  const remove = useMutation(
    trpc.hub.removeTeamCollaborator.mutationOptions({
      onSuccess: (_done, { team }) => changed(t("collaboratorRemoved", { name: team })),
    }),
  );
  const put = useMutation(
    trpc.hub.putTeamCollaborator.mutationOptions({
      onSuccess: ({ team }) => changed(t("collaboratorSet", { name: team })),
    }),
  );
  const error = unread ?? remove.error ?? put.error;
  if (!data) return error ? <Callout tone="danger" title={error.message} /> : <Skeleton className="h-14" />;
  const left = teams.filter(({ name }) => !data.items.some(({ team }) => team === name));
  return (
    <div className="grid gap-4">
      {left.length > 0 ? (
        <AddTeam
          key={left[0]?.name}
          teams={left}
          isBusy={put.isPending}
          onAdd={(team) => put.mutate({ ...addressOf(repo), ...team })}
        />
      ) : null}
      {error ? <Callout tone="danger" title={error.message} /> : null}
      {data.items.length === 0 ? <p className="text-small text-text-muted">{t("noTeams")}</p> : null}
      {data.items.length > 0 ? (
        <ul className="rounded-card bg-surface-raised divide-y border">
          {data.items.map(({ team, displayName, role }) => (
            <li key={team} className="flex flex-wrap items-center gap-3 px-4 py-2.5">
              <Users aria-hidden className="text-text-muted size-4 shrink-0" />
              <div className="grid min-w-0 flex-1">
                <span className="text-small truncate font-medium">{displayName}</span>
                {team === displayName ? null : <span className="text-caption text-text-muted truncate">{team}</span>}
              </div>
              <RoleSelect
                label={t("roleOf", { name: team })}
                value={role}
                onChange={(next) => put.mutate({ ...addressOf(repo), team, role: next })}
              />
              <IconButton
                icon={X}
                label={t("removeCollaborator", { name: team })}
                onClick={() => remove.mutate({ ...addressOf(repo), team })}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
