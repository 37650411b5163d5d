import { Pagination } from "@/components/ui/pagination";
import { type ListQuery, listAddress } from "./list-address";

interface Props {
  labels: { readonly pages: string; readonly first: string; readonly next: string };
  summary: string;
  path: string;
  query: ListQuery;
  nextCursor: string | null;
}

/** On to the next page, and back to the first: a cursor knows the way forward only. Nothing when all is on one page. */
export function ListPager({ labels: { pages, first, next }, summary, path, query, nextCursor }: Props) {
  const isFirst = query.cursor === undefined;
  if (isFirst && nextCursor === null) return null;
  return (
    <Pagination
      labels={{ pages, previous: first, next }}
      summary={summary}
      {...(isFirst ? {} : { previousHref: listAddress(path, { ...query, cursor: undefined }) })}
      {...(nextCursor === null ? {} : { nextHref: listAddress(path, { ...query, cursor: nextCursor }) })}
    />
  );
}
