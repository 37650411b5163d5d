import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { ListPager } from "@/components/patterns/list-pager";
import type { RepoFacets as Facets, ListReposInput, RepoPage, SearchResult } from "@/server/hub/contract/repo";
import { ChosenFilters } from "./chosen-filters";
import { listHref } from "./list-href";
import { ListToolbar } from "./list-toolbar";
import { NoRepos } from "./no-repos";
import { RepoFacets } from "./repo-facets";
import { RepoGrid } from "./repo-grid";

interface Props {
  filter: ListReposInput;
  facets: Facets;
  page: z.infer<typeof RepoPage>;
  /** Address of this installation. */
  origin: string;
  /** Where nothing was found: what has a name like it. */
  similar: z.infer<typeof SearchResult>["items"];
}

/** Repositories of one kind, with what narrows and orders them. */
export async function RepoList({ filter, facets, page, origin, similar }: Props) {
  const t = await getTranslations("hub");
  const { shelf } = filter;
  return (
    <div className="flex gap-8">
      <aside aria-label={t("filters")} className="w-facets -ml-2 hidden shrink-0 lg:block">
        <RepoFacets filter={filter} facets={facets} />
      </aside>
      <section aria-label={t(`titles.${shelf}`)} className="grid min-w-0 flex-1 grid-cols-1 content-start gap-4">
        <h2 className="sr-only">{t("results")}</h2>
        <ListToolbar filter={filter} facets={facets} />
        <ChosenFilters filter={filter} />
        {page.items.length > 0 ? (
          <RepoGrid repos={page.items} />
        ) : (
          <NoRepos origin={origin} filter={filter} similar={similar} />
        )}
        <ListPager
          path={listHref(filter)}
          nextCursor={page.nextCursor}
          query={{ cursor: filter.cursor }}
          count={page.items.length}
        />
      </section>
    </div>
  );
}
