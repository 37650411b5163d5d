import type { ListReposInput } from "@/server/hub/contract/repo";

type Filter = Omit<ListReposInput, "limit">;
type Change = { readonly [K in keyof Omit<Filter, "shelf" | "cursor">]?: Filter[K] | undefined };

/** The address of a list with this filter and a change to it, from its first page on. */
export function listHref(filter: Filter, change: Change = {}): string {
  const { shelf, cursor: _, ...rest } = filter;
  const { search, author, tag = [], task, library, license, language, liked, sort } = { ...rest, ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ search, author, task, library, license, language })) {
    if (value) query.set(name, value);
  }
  for (const one of tag) query.append("tag", one);
  if (liked) query.set("liked", "true");
  if (sort && sort !== "trending") query.set("sort", sort);
  return query.size > 0 ? `/${shelf}?${query}` : `/${shelf}`;
}

/** Anything but the order narrows a list. */
export const isFiltered = (filter: Filter): boolean => listHref({ ...filter, sort: "trending" }) !== `/${filter.shelf}`;
