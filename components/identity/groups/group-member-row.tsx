"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { toast } from "@/components/ui/toast";
import type { GroupMember, ResourceGroup } from "@/server/identity/contract/resource-group";
import { type Subject, SubjectRow } from "../parts/subject-row";
import { type Told, useRefusalText } from "../refusal-text";
import { groupRoleNamed, useGroupRoles } from "./use-group-roles";

interface Props {
  organization: string;
  group: Pick<ResourceGroup, "name" | "displayName">;
  member: z.infer<typeof GroupMember>;
  canManage: boolean;
}

/** A person or a team in a resource group. */
export function GroupMemberRow({ organization, group, member, canManage }: Props) {
  const subject = subjectOf(organization, member);
  const roles = useGroupRoles();
  const acts = useActs({ name: organization, group: group.name }, subject);
  if (subject === null) return null;
  return (
    <SubjectRow
      subject={subject}
      role={member.role}
      roles={roles}
      place={group.displayName}
      canManage={canManage}
      {...acts}
    />
  );
}

function subjectOf(organization: string, { user, team }: Props["member"]): Subject | null {
  if (user) return { ...user, href: `/${user.name}`, isTeam: false };
  if (team)
    return { ...team, href: `/organizations/${organization}/teams/${team.name}`, avatarUrl: null, isTeam: true };
  return null;
}

/** What is done about the role of a person, and of a team. */
function useActs(group: { readonly name: string; readonly group: string }, subject: Subject | null) {
  const t = useTranslations("organizationParts");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const name = subject?.name ?? "";
  const set = {
    onSuccess: () => changed(t("roleChanged", { name })),
    onError: (error: Told) => void toast.error(tell(error)),
  };
  const gone = { onSuccess: () => changed(t("removed", { name })) };
  const putPerson = useMutation(trpc.identity.putGroupPerson.mutationOptions(set));
  const putTeam = useMutation(trpc.identity.putGroupTeam.mutationOptions(set));
  const removePerson = useMutation(trpc.identity.removeGroupPerson.mutationOptions(gone));
  const removeTeam = useMutation(trpc.identity.removeGroupTeam.mutationOptions(gone));
  const [person, team] = [
    { ...group, username: name },
    { ...group, team: name },
  ];
  return {
    isBusy: [putPerson, putTeam, removePerson, removeTeam].some(({ isPending }) => isPending),
    refusal: removePerson.error ?? removeTeam.error,
    onRole: (next: string) => {
      const role = groupRoleNamed(next);
      if (subject?.isTeam) putTeam.mutate({ ...team, role });
      else putPerson.mutate({ ...person, role });
    },
    onRemove: () => (subject?.isTeam ? removeTeam.mutate(team) : removePerson.mutate(person)),
  };
}
