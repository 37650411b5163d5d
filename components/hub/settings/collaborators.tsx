"use client";

import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NEXT_PAGE } from "@/components/data/next-page";
import { useTRPC } from "@/components/data/trpc";
import { ShortList } from "@/components/patterns/short-list";
import { Avatar } from "@/components/ui/avatar";
import { Callout } from "@/components/ui/callout";
import { Skeleton } from "@/components/ui/skeleton";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { AddCollaborator } from "./add-collaborator";
import { RemoveRole } from "./remove-role";
import { RoleSelect } from "./role-select";
import { useRepoChange } from "./use-repo-change";

type Address = NamedRepo;

/** People with a role on this repository alone; those of the owning organisation are not listed here. */
export function Collaborators({ repo }: { repo: Address }) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const list = useInfiniteQuery(
    trpc.hub.listCollaborators.infiniteQueryOptions({ ...addressOf(repo), limit: 100 }, NEXT_PAGE),
  );
  const remove = useMutation(
    trpc.hub.removeCollaborator.mutationOptions({
      onSuccess: (_done, { username }) => changed(t("collaboratorRemoved", { name: username })),
    }),
  );
  const put = useMutation(
    trpc.hub.putCollaborator.mutationOptions({
      onSuccess: ({ username }) => changed(t("collaboratorSet", { name: username })),
    }),
  );
  const error = list.error ?? put.error;
  const people = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="grid gap-4">
      <h3 className="text-small font-medium">{t("people")}</h3>
      <AddCollaborator repo={repo} known={people.map(({ username }) => username)} />
      {error ? <Callout tone="danger" title={error.message} /> : null}
      {list.data && people.length === 0 ? <p className="text-small text-text-muted">{t("noCollaborators")}</p> : null}
      {list.data || list.error ? null : <Skeleton className="h-14" />}
      {people.length > 0 ? (
        <ShortList
          label={t("people")}
          rows={people}
          rowId={({ username }) => username}
          namesOf={({ username, displayName }) => [username, displayName]}
          list={list}
        >
          {({ username, displayName, role }) => (
            <>
              <Avatar name={username} />
              <div className="grid min-w-0 flex-1">
                <span className="text-small truncate font-medium">{displayName}</span>
                {username === displayName ? null : (
                  <span className="text-caption text-text-muted truncate">{username}</span>
                )}
              </div>
              <RoleSelect
                label={t("roleOf", { name: username })}
                value={role}
                onChange={(next) => put.mutate({ ...addressOf(repo), username, role: next })}
              />
              <RemoveRole
                name={username}
                work={remove}
                onConfirm={(close) => remove.mutate({ ...addressOf(repo), username }, { onSuccess: close })}
              />
            </>
          )}
        </ShortList>
      ) : null}
    </div>
  );
}
