"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { AddSubject } from "../parts/add-subject";
import { teamRoleNamed, useTeamRoles } from "./use-team-roles";

/** Puts a member of the organisation into a team. */
export function AddTeamMember({ organization, team }: { organization: string; team: string }) {
  const t = useTranslations("organizationParts");
  const trpc = useTRPC();
  const changed = useChanged();
  const put = useMutation(
    trpc.identity.putTeamMember.mutationOptions({ onSuccess: ({ user }) => changed(t("added", { name: user.name })) }),
  );
  return (
    <AddSubject
      organization={organization}
      teams={[]}
      roles={useTeamRoles()}
      startRole="member"
      isBusy={put.isPending}
      refusal={put.error}
      onAdd={({ name: username, role }, clear) =>
        put.mutate({ name: organization, team, username, role: teamRoleNamed(role) }, { onSuccess: clear })
      }
    />
  );
}
