import { getTranslations } from "next-intl/server";
import { RepoGrid } from "@/components/hub/repo-grid";
import { AddGroupMember } from "@/components/identity/groups/add-group-member";
import { GroupMembers } from "@/components/identity/groups/group-members";
import { GroupSettings } from "@/components/identity/groups/group-settings";
import { PartHeader } from "@/components/identity/parts/part-header";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { groupOfPage } from "@/server/api/page-group";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ name: string; group: string }>;
  searchParams: Promise<CursorQuery>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const { name, group } = await params;
  return { title: `${group} · ${name}` };
}

export default async function ResourceGroupPage({ params, searchParams }: Props) {
  const [path, asked] = await Promise.all([params, pageAsked(searchParams), requireViewer()]);
  const { name, isLed, group, members, repos, teams } = await groupOfPage(path, asked);
  const t = await getTranslations("groups");
  const base = `/organizations/${name}/resource-groups`;
  const canManage = isLed || group.roles.includes("admin");
  return (
    <Words namespaces={["groupRoles", "groups", "organizationParts", "refusals"]}>
      <PartHeader facts={group} list={{ href: base, label: t("title") }} meaning={t("meaning")} />
      <FormSection title={t("repositories")} description={t("repositoriesText")}>
        {repos.items.length > 0 ? (
          <RepoGrid repos={repos.items} />
        ) : (
          <p className="rounded-card text-small text-text-muted border p-4">{t("noRepositories")}</p>
        )}
        {repos.nextCursor ? (
          <p className="text-caption text-text-muted">{t("someRepositories", { count: repos.items.length })}</p>
        ) : null}
      </FormSection>
      <FormSection title={t("members")} description={t("membersText")}>
        <GroupMembers organization={name} group={group} members={members.items} canManage={canManage} />
        <ListPager path={`${base}/${group.name}`} query={{ cursor: asked.cursor }} nextCursor={members.nextCursor} />
      </FormSection>
      {canManage ? (
        <FormSection title={t("addMember")} description={t("addMemberText")}>
          <AddGroupMember organization={name} group={group.name} teams={teams} />
        </FormSection>
      ) : null}
      {canManage ? <GroupSettings organization={name} group={group} isLed={isLed} /> : null}
    </Words>
  );
}
