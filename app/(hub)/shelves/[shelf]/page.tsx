import { Plus } from "lucide-react";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { listHref } from "@/components/hub/list-href";
import { RepoList } from "@/components/hub/repo-list";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Button } from "@/components/ui/button";
import { Count } from "@/components/ui/count";
import { contextOfPage } from "@/server/api/page-context";
import { filterOfPage } from "@/server/api/page-list";
import { orNull } from "@/server/api/refusal";
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
  const [locale, { site, actor }] = await Promise.all([getLocale(), contextOfPage()]);
  if (filter.liked && actor.kind === "anonymous") redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  const { cursor: _cursor, limit: _limit, sort: _sort, ...facetFilter } = filter;
  const [page, facets] = await Promise.all([orNull(api.hub.listRepos(filter)), api.hub.getFacets(facetFilter)]);
  // A cursor that is too old, or of another list, leads to the beginning.
  if (!page) redirect(here);
  const missed = page.items.length === 0 ? filter.search : undefined;
  const similar = missed ? await resembling(shelf.data, missed) : [];
  return (
    <PageBody>
      <PageHeader
        title={t(`titles.${shelf.data}`)}
        aside={
          similar.length > 0 ? null : (
            <Count value={facets.total} locale={locale} className="text-small text-text-muted" />
          )
        }
        actions={
          <Button asChild variant="primary">
            <Link href={`/new/${shelf.data}`}>
              <Plus aria-hidden />
              {t(`create.${shelf.data}`)}
            </Link>
          </Button>
        }
      />
      <RepoList filter={filter} facets={facets} page={page} origin={site.origin} similar={similar} />
    </PageBody>
  );
}

/** On this shelf, or else on any. */
async function resembling(shelf: Shelf, query: string) {
  const here = await orNull(api.hub.search({ query, shelf }));
  if (here && here.items.length > 0) return here.items;
  return (await orNull(api.hub.search({ query })))?.items ?? [];
}
