import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { GroupMember, ResourceGroup } from "@/server/identity/contract/resource-group";
import { GroupMemberRow } from "./group-member-row";

interface Props {
  organization: string;
  group: ResourceGroup;
  members: readonly z.infer<typeof GroupMember>[];
  canManage: boolean;
}

/** People and teams with a role in a resource group. */
export async function GroupMembers({ organization, group, members, canManage }: Props) {
  const t = await getTranslations("groups");
  if (members.length === 0) {
    return <p className="rounded-card text-small text-text-muted border p-4">{t("nobody")}</p>;
  }
  return (
    <ul className="rounded-card bg-surface-raised divide-y border">
      {members.map((member) => (
        <GroupMemberRow
          key={member.user?.id ?? member.team?.id}
          organization={organization}
          group={group}
          member={member}
          canManage={canManage}
        />
      ))}
    </ul>
  );
}
