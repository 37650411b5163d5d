import { FolderLock } from "lucide-react";
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
  const t = await getTranslations("groups");
  return { title: `${t("title")} · ${(await params).name}` };
}

export default async function ResourceGroupsPage({ params, searchParams }: Props) {
  const [path, asked] = await Promise.all([params, pageAsked(searchParams), requireViewer()]);
  const { name, isLed } = await ownOrganizationOfPage(path.name);
  const [t, roleNames, { items, nextCursor }] = await Promise.all([
    getTranslations("groups"),
    getTranslations("groupRoles"),
    orNotFound(api.identity.listResourceGroups({ name, ...asked })),
  ]);
  const rows = items.map(({ memberCount, resourceCount, roles, ...group }) => ({
    ...group,
    aside: (
      <>
        {t("counts", { resources: resourceCount, members: memberCount })}
        {roles.map((role) => (
          <Badge key={role}>{roleNames(`${role}.name`)}</Badge>
        ))}
      </>
    ),
  }));
  return (
    <Words namespaces={["groups", "organizationParts", "refusals"]}>
      <FormSection title={t("title")} description={t("text")}>
        {rows.length === 0 ? (
          <EmptyState icon={FolderLock} title={t("none")} headingLevel="h3" className="rounded-card border">
            {t(isLed ? "noneText" : "noneAsk")}
          </EmptyState>
        ) : (
          <PartList base={`/organizations/${name}/resource-groups`} rows={rows} />
        )}
        <ListPager
          path={`/organizations/${name}/resource-groups`}
          query={{ cursor: asked.cursor }}
          nextCursor={nextCursor}
        />
      </FormSection>
      {isLed ? (
        <FormSection title={t("create")} description={t("createText")}>
          <CreatePart kind="groups" organization={name} />
        </FormSection>
      ) : null}
    </Words>
  );
}
