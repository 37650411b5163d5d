import { Search } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import type { ListReposInput } from "@/server/hub/contract/repo";

const SORTS = ["trending", "updated", "downloads", "likes"] as const;

/** Search and order; both are in the address, so a link shows the same list. */
export async function ListToolbar({ filter }: { filter: ListReposInput }) {
  const t = await getTranslations("hub");
  const path = `/${filter.shelf}`;
  const hrefFor = (sort: string) => {
    const query = new URLSearchParams({ sort, ...(filter.search && { search: filter.search }) });
    return `${path}?${query}`;
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <form action={path} className="flex min-w-0 basis-full items-center gap-2 sm:flex-1 sm:basis-auto">
        <Search aria-hidden className="text-text-faint size-4 shrink-0" />
        <Input name="search" defaultValue={filter.search ?? ""} aria-label={t("search")} placeholder={t("search")} />
        <input type="hidden" name="sort" value={filter.sort} />
      </form>
      <nav aria-label={t("sort")} className="flex gap-1">
        {SORTS.map((sort) => (
          <Link
            key={sort}
            href={hrefFor(sort)}
            aria-current={filter.sort === sort ? "true" : undefined}
            className={cn(
              "rounded-control text-small text-text-muted hover:bg-hover px-2.5 py-1.5",
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
