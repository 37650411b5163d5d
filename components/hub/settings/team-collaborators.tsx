"use client";

import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { NEXT_PAGE } from "@/components/data/next-page";
import { useTRPC } from "@/components/data/trpc";
import { ShortList } from "@/components/patterns/short-list";
import { Callout } from "@/components/ui/callout";
import { Skeleton } from "@/components/ui/skeleton";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { AddTeam, type NamedTeam } from "./add-team";
import { RemoveRole } from "./remove-role";
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
  const list = useInfiniteQuery(
    trpc.hub.listTeamCollaborators.infiniteQueryOptions({ ...addressOf(repo), limit: 100 }, NEXT_PAGE),
  );
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
  const error = list.error ?? put.error;
  if (!list.data) return error ? <Callout tone="danger" title={error.message} /> : <Skeleton className="h-14" />;
  const shown = list.data.pages.flatMap(({ items }) => items);
  const left = teams.filter(({ name }) => !shown.some(({ team }) => team === name));
  return (
    <div className="grid gap-4">
      <h3 className="text-small font-medium">{t("teams")}</h3>
      {left.length > 0 ? (
        <AddTeam
          key={left[0]?.name}
          teams={left}
          isBusy={put.isPending}
          onAdd={(team) => put.mutate({ ...addressOf(repo), ...team })}
        />
      ) : null}
      {error ? <Callout tone="danger" title={error.message} /> : null}
      {shown.length === 0 ? <p className="text-small text-text-muted">{t("noTeams")}</p> : null}
      {shown.length > 0 ? (
        <ShortList
          label={t("teams")}
          rows={shown}
          rowId={({ team }) => team}
          namesOf={({ team, displayName }) => [team, displayName]}
          list={list}
        >
          {({ team, displayName, role }) => (
            <>
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
              <RemoveRole
                name={team}
                work={remove}
                onConfirm={(close) => remove.mutate({ ...addressOf(repo), team }, { onSuccess: close })}
              />
            </>
          )}
        </ShortList>
      ) : null}
    </div>
  );
}
