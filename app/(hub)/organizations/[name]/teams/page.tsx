import { Users } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { CreatePart } from "@/components/identity/parts/create-part";
import { PartList } from "@/components/identity/parts/part-list";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { Words } from "@/components/shell/words";
import { Badge } from "@/components/ui/badge";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { ownOrganizationOfPage } from "@/server/api/page-organization";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<CursorQuery>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  const t = await getTranslations("teams");
  return { title: `${t("title")} · ${(await params).name}` };
}

export default async function TeamsPage({ params, searchParams }: Props) {
  const [path, asked] = await Promise.all([params, pageAsked(searchParams), requireViewer()]);
  const { name, isLed } = await ownOrganizationOfPage(path.name);
  const [t, roles, { items, nextCursor }] = await Promise.all([
    getTranslations("teams"),
    getTranslations("teamRoles"),
    orNotFound(api.identity.listTeams({ name, ...asked })),
  ]);
  const rows = items.map(({ memberCount, role, ...team }) => ({
    ...team,
    aside: (
      <>
        {t("members", { count: memberCount })}
        {role ? <Badge>{roles(`${role}.name`)}</Badge> : null}
      </>
    ),
  }));
  return (
    <Words namespaces={["organizationParts", "refusals", "teams"]}>
      <FormSection title={t("title")} description={t("text")}>
        {rows.length === 0 ? (
          <EmptyState icon={Users} title={t("none")} headingLevel="h3" className="rounded-card border">
            {t(isLed ? "noneText" : "noneAsk")}
          </EmptyState>
        ) : (
          <PartList base={`/organizations/${name}/teams`} rows={rows} />
        )}
        <ListPager path={`/organizations/${name}/teams`} query={{ cursor: asked.cursor }} nextCursor={nextCursor} />
      </FormSection>
      {isLed ? (
        <FormSection title={t("create")} description={t("createText")}>
          <CreatePart kind="teams" organization={name} />
        </FormSection>
      ) : null}
    </Words>
  );
}
