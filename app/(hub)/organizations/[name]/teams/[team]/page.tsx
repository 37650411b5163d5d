import { getTranslations } from "next-intl/server";
import { PartHeader } from "@/components/identity/parts/part-header";
import { AddTeamMember } from "@/components/identity/teams/add-team-member";
import { TeamMembers } from "@/components/identity/teams/team-members";
import { TeamSettings } from "@/components/identity/teams/team-settings";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { TextLink } from "@/components/ui/text-link";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { ownOrganizationOfPage } from "@/server/api/page-organization";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ name: string; team: string }>;
  searchParams: Promise<CursorQuery>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const { name, team } = await params;
  return { title: `${team} · ${name}` };
}

export default async function TeamPage({ params, searchParams }: Props) {
  const [path, asked] = await Promise.all([params, pageAsked(searchParams), requireViewer()]);
  const { name, isLed } = await ownOrganizationOfPage(path.name);
  const [t, team, { items, nextCursor }] = await Promise.all([
    getTranslations("teams"),
    orNotFound(api.identity.getTeam({ name, team: path.team })),
    orNotFound(api.identity.listTeamMembers({ name, team: path.team, ...asked })),
  ]);
  const base = `/organizations/${name}/teams`;
  const canManage = isLed || team.role === "maintainer";
  return (
    <Words namespaces={["organizationParts", "refusals", "teamRoles", "teams"]}>
      <PartHeader facts={team} list={{ href: base, label: t("title") }} meaning={t("meaning")} />
      <FormSection title={t("memberPages")} description={t("members", { count: team.memberCount })}>
        <TeamMembers organization={name} team={team} members={items} canManage={canManage} />
        <ListPager path={`${base}/${team.name}`} query={{ cursor: asked.cursor }} nextCursor={nextCursor} />
      </FormSection>
      {canManage ? (
        <FormSection title={t("addMember")} description={t("addMemberText")}>
          <AddTeamMember organization={name} team={team.name} />
        </FormSection>
      ) : null}
      <FormSection title={t("reach")} description={t("reachText")}>
        <TextLink href={`/organizations/${name}/resource-groups`} className="text-small justify-self-start">
          {t("reachGroups")}
        </TextLink>
      </FormSection>
      {canManage ? <TeamSettings organization={name} team={team} isLed={isLed} /> : null}
    </Words>
  );
}
