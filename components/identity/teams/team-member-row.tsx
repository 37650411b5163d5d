"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { toast } from "@/components/ui/toast";
import type { Team, TeamMember } from "@/server/identity/contract/team";
import { SubjectRow } from "../parts/subject-row";
import { useRefusalText } from "../refusal-text";
import { teamRoleNamed, useTeamRoles } from "./use-team-roles";

interface Props {
  organization: string;
  team: Pick<Team, "name" | "displayName">;
  member: z.infer<typeof TeamMember>;
  canManage: boolean;
}

export function TeamMemberRow({ organization, team, member: { user, role }, canManage }: Props) {
  const t = useTranslations("organizationParts");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const path = { name: organization, team: team.name, username: user.name };
  const put = useMutation(
    trpc.identity.putTeamMember.mutationOptions({
      onSuccess: () => changed(t("roleChanged", { name: user.name })),
      onError: (error) => void toast.error(tell(error)),
    }),
  );
  const remove = useMutation(
    trpc.identity.removeTeamMember.mutationOptions({ onSuccess: () => changed(t("removed", { name: user.name })) }),
  );
  return (
    <SubjectRow
      subject={{ ...user, href: `/${user.name}`, isTeam: false }}
      role={put.isPending ? (put.variables.role ?? role) : role}
      roles={useTeamRoles()}
      place={team.displayName}
      canManage={canManage}
      isBusy={put.isPending || remove.isPending}
      refusal={remove.error}
      onRole={(next) => put.mutate({ ...path, role: teamRoleNamed(next) })}
      onRemove={() => remove.mutate(path)}
    />
  );
}
