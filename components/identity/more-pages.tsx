import { getTranslations } from "next-intl/server";
import { ListPager } from "@/components/patterns/list-pager";

interface Props {
  path: string;
  /** Where this page starts; undefined for the first. */
  cursor: string | undefined;
  nextCursor: string | null;
}

/** On to the rest of a long list; nothing when all of it is there. */
export async function MorePages({ path, cursor, nextCursor }: Props) {
  const t = await getTranslations("settings");
  const labels = { pages: t("pages"), first: t("firstPage"), next: t("nextPage") };
  return <ListPager labels={labels} summary="" path={path} query={{ cursor }} nextCursor={nextCursor} />;
}
