import { getTranslations } from "next-intl/server";
import type { ListQuery } from "@/components/patterns/list-address";
import { ListPager } from "@/components/patterns/list-pager";

interface Props {
  path: string;
  /** Where this page starts; undefined for the first. */
  cursor: string | undefined;
  nextCursor: string | null;
  /** What else the address says. */
  query?: ListQuery;
}

/** On to the rest of a long list; nothing when all of it is there. */
export async function MorePages({ path, cursor, nextCursor, query }: Props) {
  const t = await getTranslations("settings");
  const labels = { pages: t("pages"), first: t("firstPage"), next: t("nextPage") };
  return <ListPager labels={labels} summary="" path={path} query={{ ...query, cursor }} nextCursor={nextCursor} />;
}
