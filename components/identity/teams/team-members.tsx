import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { Team, TeamMember } from "@/server/identity/contract/team";
import { TeamMemberRow } from "./team-member-row";

interface Props {
  organization: string;
  team: Team;
  members: readonly z.infer<typeof TeamMember>[];
  canManage: boolean;
}

/** Who is in a team. */
export async function TeamMembers({ organization, team, members, canManage }: Props) {
  const t = await getTranslations("teams");
  if (members.length === 0) {
    return <p className="rounded-card text-small text-text-muted border p-4">{t("nobody")}</p>;
  }
  return (
    <ul className="rounded-card bg-surface-raised divide-y border">
      {members.map((member) => (
        <TeamMemberRow
          key={member.user.id}
          organization={organization}
          team={team}
          member={member}
          canManage={canManage}
        />
      ))}
    </ul>
  );
}
