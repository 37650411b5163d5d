import { Building2, Plus } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { DeletedOrganizations } from "@/components/identity/deleted-organizations";
import { OrganizationList } from "@/components/identity/organization-list";
import { EmptyState } from "@/components/patterns/empty-state";
import { ListPager } from "@/components/patterns/list-pager";
import { PageHeader } from "@/components/patterns/page-header";
import { postCommand } from "@/components/patterns/post-command";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { Button } from "@/components/ui/button";
import { contextOfPage } from "@/server/api/page-context";
import { type CursorQuery, pageAsked } from "@/server/api/page-cursor";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";
import { requireViewer } from "@/server/api/viewer";

export async function generateMetadata() {
  return { title: (await getTranslations("organizations"))("title") };
}

interface Props {
  searchParams: Promise<CursorQuery>;
}

export default async function OrganizationsPage({ searchParams }: Props) {
  const [asked] = await Promise.all([pageAsked(searchParams), requireViewer()]);
  const [t, locale, { site }, mine, deleted] = await Promise.all([
    getTranslations("organizations"),
    getLocale(),
    contextOfPage(),
    orNotFound(api.identity.listOrganizations(asked)),
    api.identity.listOrganizations({ state: "deleted", limit: 100 }),
  ]);
  const create = (
    <Button asChild variant="primary">
      <Link href="/organizations/new">
        <Plus aria-hidden />
        {t("create")}
      </Link>
    </Button>
  );
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} actions={mine.items.length > 0 ? create : null} />
      {mine.items.length === 0 ? (
        <EmptyState
          icon={Building2}
          title={t("none")}
          action={create}
          docs={{ href: "/docs/api", label: t("docs") }}
          command={postCommand(`${site.origin}/api/v1/organizations`, { name: "my-team" })}
          className="rounded-card border"
        >
          {t("noneText")}
        </EmptyState>
      ) : (
        <OrganizationList organizations={mine.items} />
      )}
      <ListPager path="/organizations" query={{ cursor: asked.cursor }} nextCursor={mine.nextCursor} />
      <Words namespaces={["organizations", "refusals"]}>
        <DeletedOrganizations organizations={deleted.items} locale={locale} />
      </Words>
    </PageBody>
  );
}
