import { Tags } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ListFrame } from "@/components/admin/list-frame";
import { TagTable } from "@/components/admin/tag-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { FilterLinks } from "@/components/patterns/filter-links";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { SearchForm } from "@/components/patterns/search-form";
import { PageBody } from "@/components/shell/page-body";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { api } from "@/server/api/rsc";
import { FACETS } from "@/server/hub/contract/repo";
import { ListManagedTagsInput, TAG_RULE_KINDS } from "@/server/hub/contract/tag-rule";

const PATH = "/admin/tags";

export const generateMetadata = titleOf("adminTags");

export default async function TagsPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, asked] = await Promise.all([getTranslations("adminTags"), searchParams]);
  const query = filterOfPage(ListManagedTagsInput, asked);
  const firstPage = listAddress(PATH, { ...query, cursor: undefined });
  const { items, nextCursor } = await listOfPage(api.hub.listManagedTags(query), firstPage);
  const frame = { path: PATH, query };
  const everything = { label: t("all") };
  const facets = [everything, ...FACETS.map((value) => ({ value, label: t(`facets.${value}`) }))];
  const rules = [everything, ...TAG_RULE_KINDS.map((value) => ({ value, label: t(`rules.${value}`) }))];
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <ListFrame
        {...{ ...frame, nextCursor, count: items.length }}
        toolbar={
          <>
            <SearchForm label={t("search")} {...frame} />
            <FilterLinks label={t("facet")} {...frame} name="facet" options={facets} />
            <FilterLinks label={t("rule")} {...frame} name="rule" options={rules} />
          </>
        }
        empty={
          <EmptyState icon={Tags} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        }
      >
        <TagTable tags={items} />
      </ListFrame>
    </PageBody>
  );
}
