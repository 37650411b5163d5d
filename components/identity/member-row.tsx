"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { Member, OrganizationRole } from "@/server/identity/contract";
import { useRefusalText } from "./refusal-text";
import { reachesRole, roleNamed, useRoleOptions } from "./use-role-options";

interface Props {
  organization: string;
  member: z.infer<typeof Member>;
  viewer: {
    readonly username: string;
    readonly role: OrganizationRole | null;
    /** Then leaving is not possible, and the page says why. */
    readonly isSoleOwner: boolean;
  };
  clock: { readonly now: string; readonly locale: string };
}

export function MemberRow({ organization, member, viewer, clock }: Props) {
  const t = useTranslations("memberSettings");
  const roles = useTranslations("organizationRoles");
  const { user, role, createdAt } = member;
  const isSelf = user.name === viewer.username;
  const canChange = reachesRole(viewer.role, role) && !(isSelf && viewer.isSoleOwner);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <Avatar name={user.name} src={user.avatarUrl} size="md" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="text-small flex min-w-0 flex-wrap items-center gap-x-2">
          <Link href={`/${user.name}`} className="hover:text-accent-text truncate font-medium">
            {user.displayName}
          </Link>
          {user.name === user.displayName ? null : <span className="text-text-muted font-mono">{user.name}</span>}
          {isSelf ? <Badge tone="accent">{t("you")}</Badge> : null}
        </p>
        <p className="text-caption text-text-muted">
          {isSelf && viewer.isSoleOwner ? (
            t("soleOwner")
          ) : (
            <>
              {t("since")} <RelativeTime at={createdAt.toISOString()} {...clock} />
            </>
          )}
        </p>
      </div>
      <div className="flex basis-full items-center gap-2 pl-12 sm:basis-auto sm:pl-0">
        {canChange && viewer.role ? (
          <RoleSelect organization={organization} username={user.name} role={role} ownRole={viewer.role} />
        ) : (
          <Badge>{roles(`${role}.name`)}</Badge>
        )}
        {isSelf || canChange ? (
          <RemoveMember
            organization={organization}
            username={user.name}
            isSelf={isSelf}
            isDisabled={isSelf && viewer.isSoleOwner}
          />
        ) : null}
      </div>
    </li>
  );
}

interface RoleSelectProps {
  organization: string;
  username: string;
  role: OrganizationRole;
  ownRole: OrganizationRole;
}

function RoleSelect({ organization, username, role, ownRole }: RoleSelectProps) {
  const t = useTranslations("memberSettings");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const change = useMutation(
    trpc.identity.putMember.mutationOptions({
      onSuccess: () => changed(t("roleChanged", { name: username })),
      onError: (error) => void toast.error(tell(error)),
    }),
  );
  return (
    <Select
      className="w-36"
      size="sm"
      label={t("roleOf", { name: username })}
      value={change.isPending ? change.variables.role : role}
      isDisabled={change.isPending}
      options={useRoleOptions(ownRole)}
      onValueChange={(next) => change.mutate({ name: organization, username, role: roleNamed(next) })}
    />
  );
}

interface RemoveProps {
  organization: string;
  username: string;
  isSelf: boolean;
  isDisabled: boolean;
}

function RemoveMember({ organization, username, isSelf, isDisabled }: RemoveProps) {
  const t = useTranslations("memberSettings");
  const trpc = useTRPC();
  const router = useRouter();
  const tell = useRefusalText();
  const changed = useChanged();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation(
    trpc.identity.removeMember.mutationOptions({
      onSuccess: () => {
        changed(isSelf ? t("left", { organization }) : t("removed", { name: username }));
        if (isSelf) router.push("/organizations");
      },
    }),
  );
  const names = { name: username, organization };
  const path = { name: organization, username };
  const roles = useQuery(trpc.identity.getMemberRoles.queryOptions(path, { enabled: isAsking }));
  return (
    <>
      <Button size="sm" variant="danger" disabled={isDisabled} onClick={() => setIsAsking(true)}>
        {t(isSelf ? "leave" : "remove")}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={t(isSelf ? "leaveTitle" : "removeTitle", names)}
        description={t(isSelf ? "leaveText" : "removeText", names)}
        labels={{ cancel: t("cancel"), confirm: t(isSelf ? "leave" : "remove") }}
        isDestructive
        isBusy={remove.isPending}
        isReady={roles.isFetched}
        error={remove.error ? tell(remove.error) : undefined}
        onConfirm={() => remove.mutate(path)}
      >
        {roles.data ? <Taken {...roles.data} /> : null}
      </ConfirmDialog>
    </>
  );
}

const PLACES = ["resources", "teams", "groups"] as const;

/** The roles that end with the membership. */
function Taken(counts: Readonly<Record<(typeof PLACES)[number], number>>) {
  const t = useTranslations("memberSettings");
  const { list } = useFormatter();
  const taken = PLACES.filter((place) => counts[place] > 0);
  if (taken.length === 0) return null;
  const where = list(taken.map((place) => t(`takenIn.${place}`, { count: counts[place] })));
  return <p className="text-small">{t("taken", { where })}</p>;
}
