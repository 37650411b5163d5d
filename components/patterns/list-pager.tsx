import { getTranslations } from "next-intl/server";
import { Pagination } from "@/components/ui/pagination";
import { type ListQuery, listAddress } from "./list-address";

interface Props {
  path: string;
  query: ListQuery;
  nextCursor: string | null;
  /** How many are on this page, told unless `summary` tells more. */
  count?: number;
  summary?: string;
  /** What the way on is called, where it is not "Next page". */
  next?: string;
}

/** On to the next page, and back to the first: a cursor knows the way forward only. Nothing when all is on one page. */
export async function ListPager({ path, query, nextCursor, count, summary, next }: Props) {
  const isFirst = query.cursor === undefined;
  if (isFirst && nextCursor === null) return null;
  const t = await getTranslations("pageLinks");
  const shown = count === undefined ? "" : t("shown", { count });
  return (
    <Pagination
      labels={{ pages: t("pages"), previous: t("first"), next: next ?? t("next") }}
      summary={summary ?? shown}
      {...(isFirst ? {} : { previousHref: listAddress(path, { ...query, cursor: undefined }) })}
      {...(nextCursor === null ? {} : { nextHref: listAddress(path, { ...query, cursor: nextCursor }) })}
    />
  );
}
