import { Plus } from "lucide-react";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ChosenFilters } from "@/components/hub/chosen-filters";
import { isFiltered, listHref } from "@/components/hub/list-href";
import { ListToolbar } from "@/components/hub/list-toolbar";
import { NoRepos } from "@/components/hub/no-repos";
import { PageLinks } from "@/components/hub/page-links";
import { RepoFacets } from "@/components/hub/repo-facets";
import { RepoGrid } from "@/components/hub/repo-grid";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { contextOfPage } from "@/server/api/page-context";
import { filterOfPage } from "@/server/api/page-filter";
import { orNull } from "@/server/api/page-repo";
import { api } from "@/server/api/rsc";
import { ListReposInput, Shelf } from "@/server/hub/contract/repo";

interface Props {
  params: Promise<{ shelf: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props) {
  const [t, { shelf }] = await Promise.all([getTranslations("hub"), params]);
  const known = Shelf.safeParse(shelf);
  return known.success ? { title: t(`titles.${known.data}`) } : {};
}

export default async function ShelfPage({ params, searchParams }: Props) {
  const [t, { shelf: asked }, query] = await Promise.all([getTranslations("hub"), params, searchParams]);
  const shelf = Shelf.safeParse(asked);
  if (!shelf.success) notFound();
  const filter = filterOfPage(ListReposInput, query, { shelf: shelf.data });
  const here = listHref(filter);
  const { site, actor } = await contextOfPage();
  if (filter.liked && actor.kind === "anonymous") redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  const { cursor: _cursor, limit: _limit, sort: _sort, ...facetFilter } = filter;
  const [page, facets] = await Promise.all([orNull(api.hub.listRepos(filter)), api.hub.getFacets(facetFilter)]);
  // A cursor that is too old, or of another list, leads to the beginning.
  if (!page) redirect(here);
  return (
    <PageBody>
      <PageHeader
        title={t(`titles.${shelf.data}`)}
        aside={<span className="text-small text-text-muted tabular-nums">{facets.total}</span>}
        actions={
          <Button asChild variant="primary">
            <Link href={`/new/${shelf.data}`}>
              <Plus aria-hidden />
              {t(`create.${shelf.data}`)}
            </Link>
          </Button>
        }
      />
      <div className="flex gap-8">
        <aside aria-label={t("filters")} className="w-facets -ml-2 hidden shrink-0 lg:block">
          <RepoFacets filter={filter} facets={facets} />
        </aside>
        <section aria-label={t(`titles.${shelf.data}`)} className="grid min-w-0 flex-1 grid-cols-1 content-start gap-4">
          <h2 className="sr-only">{t("results")}</h2>
          <ListToolbar filter={filter} facets={facets} />
          <ChosenFilters filter={filter} />
          {page.items.length > 0 ? (
            <RepoGrid repos={page.items} />
          ) : (
            <NoRepos shelf={shelf.data} origin={site.origin} isFiltered={isFiltered(filter)} />
          )}
          <PageLinks
            here={here}
            nextCursor={page.nextCursor}
            isContinued={filter.cursor !== undefined}
            shown={page.items.length}
          />
        </section>
      </div>
    </PageBody>
  );
}
