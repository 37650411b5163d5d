"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import type { SelectOption } from "@/components/ui/select";
import { AddSubject } from "../parts/add-subject";
import { groupRoleNamed, useGroupRoles } from "./use-group-roles";

interface Props {
  organization: string;
  group: string;
  /** Those of the organisation that the viewer sees. */
  teams: readonly SelectOption[];
}

/** Gives a member or a team of the organisation a role in a resource group. */
export function AddGroupMember({ organization, group, teams }: Props) {
  const t = useTranslations("organizationParts");
  const trpc = useTRPC();
  const changed = useChanged();
  const told = {
    onSuccess: (_member: unknown, { username, team }: { readonly username?: string; readonly team?: string }) =>
      changed(t("added", { name: username ?? team ?? "" })),
  };
  const person = useMutation(trpc.identity.putGroupPerson.mutationOptions(told));
  const team = useMutation(trpc.identity.putGroupTeam.mutationOptions(told));
  return (
    <AddSubject
      organization={organization}
      teams={teams}
      roles={useGroupRoles()}
      startRole="read"
      isBusy={person.isPending || team.isPending}
      refusal={person.error ?? team.error}
      onAdd={({ name, isTeam, role }, clear) => {
        const there = { name: organization, group, role: groupRoleNamed(role) };
        person.reset();
        team.reset();
        if (isTeam) team.mutate({ ...there, team: name });
        else person.mutate({ ...there, username: name }, { onSuccess: clear });
      }}
    />
  );
}
