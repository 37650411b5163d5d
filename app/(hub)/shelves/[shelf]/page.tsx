import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ListToolbar } from "@/components/hub/list-toolbar";
import { NoRepos } from "@/components/hub/no-repos";
import { RepoGrid } from "@/components/hub/repo-grid";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { contextOfPage } from "@/server/api/page-context";
import { readQuery } from "@/server/api/rest/read-query";
import { api } from "@/server/api/rsc";
import { ListReposInput, Shelf } from "@/server/hub/contract/repo";

interface Props {
  params: Promise<{ shelf: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ShelfPage({ params, searchParams }: Props) {
  const [t, { shelf: asked }, query] = await Promise.all([getTranslations("hub"), params, searchParams]);
  const shelf = Shelf.safeParse(asked);
  if (!shelf.success) notFound();
  const given = { ...readQuery(ListReposInput, query), shelf: shelf.data };
  const filter = ListReposInput.safeParse(given).data ?? ListReposInput.parse({ shelf: shelf.data });
  const [{ site }, { items, nextCursor }] = await Promise.all([contextOfPage(), api.hub.listRepos(filter)]);
  const next = new URLSearchParams({ sort: filter.sort, ...(filter.search && { search: filter.search }) });
  return (
    <PageBody>
      <PageHeader title={t(`titles.${shelf.data}`)} />
      <ListToolbar filter={filter} />
      {items.length > 0 ? (
        <RepoGrid repos={items} />
      ) : (
        <NoRepos shelf={shelf.data} origin={site.origin} isFiltered={Boolean(filter.search)} />
      )}
      {nextCursor ? (
        <Button asChild className="justify-self-center">
          <Link href={`/${shelf.data}?${next}&cursor=${encodeURIComponent(nextCursor)}`}>{t("more")}</Link>
        </Button>
      ) : null}
    </PageBody>
  );
}
