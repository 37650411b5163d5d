import { ListFilter } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Sheet } from "@/components/ui/sheet";
import type { RepoFacets as Facets, ListReposInput } from "@/server/hub/contract/repo";
import { chosenOf } from "./chosen-filters";
import { listHref } from "./list-href";
import { ListSearch } from "./list-search";
import { RepoFacets } from "./repo-facets";

const SORTS = ["trending", "updated", "downloads", "likes"] as const;

interface Props {
  filter: ListReposInput;
  facets: Facets;
}

/** Search and order, and on phones the way to the facets; all of it is in the address. */
export async function ListToolbar({ filter, facets }: Props) {
  const t = await getTranslations("lists");
  const chosen = chosenOf(filter).length;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ListSearch key={`${filter.shelf} ${filter.author ?? ""}`} filter={filter} label={t("search")} />
      <Sheet
        key={listHref(filter)}
        title={t("filters")}
        trigger={
          <Button className="lg:hidden">
            <ListFilter aria-hidden />
            {t("filters")}
            {chosen > 0 ? <Badge tone="accent">{chosen}</Badge> : null}
          </Button>
        }
      >
        <RepoFacets filter={filter} facets={facets} />
      </Sheet>
      <nav aria-label={t("sort")} className="scroll-none flex gap-1 overflow-x-auto">
        {SORTS.map((sort) => (
          <Link
            key={sort}
            href={listHref(filter, { sort })}
            prefetch={false}
            aria-current={filter.sort === sort ? "true" : undefined}
            className={cn(
              "rounded-control text-small text-text-muted hover:bg-hover px-2.5 py-1.5 whitespace-nowrap",
              filter.sort === sort && "bg-hover text-text font-medium",
            )}
          >
            {t(`sorts.${sort}`)}
          </Link>
        ))}
      </nav>
    </div>
  );
}
