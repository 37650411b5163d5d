import { RefreshCw } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ListFrame } from "@/components/admin/list-frame";
import { ManagedMirrorTable } from "@/components/mirror/managed-mirror-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { FilterLinks } from "@/components/patterns/filter-links";
import { listAddress } from "@/components/patterns/list-address";
import { PageHeader } from "@/components/patterns/page-header";
import { SearchForm } from "@/components/patterns/search-form";
import { PageBody } from "@/components/shell/page-body";
import { RefreshEvery } from "@/components/shell/refresh-every";
import { filterOfPage, listOfPage, type PageQuery } from "@/server/api/page-list";
import { titleOf } from "@/server/api/page-title";
import { api } from "@/server/api/rsc";
import { ListAllMirrorsInput } from "@/server/mirror/contract/managed-mirror";
import { MANAGED_KINDS, MANAGED_STATES } from "@/server/mirror/contract/sources";

const PATH = "/admin/mirrors";

export const generateMetadata = titleOf("adminMirrors");

export default async function MirrorsPage({ searchParams }: { searchParams: PageQuery }) {
  const [t, asked] = await Promise.all([getTranslations("adminMirrors"), searchParams]);
  const query = filterOfPage(ListAllMirrorsInput, asked);
  const firstPage = listAddress(PATH, { ...query, cursor: undefined });
  const { items, nextCursor } = await listOfPage(api.mirror.listAllMirrors(query), firstPage);
  const frame = { path: PATH, query };
  const everything = { label: t("all") };
  const kinds = [everything, ...MANAGED_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))];
  const states = [everything, ...MANAGED_STATES.map((value) => ({ value, label: t(`states.${value}`) }))];
  const isFiltered = [query.search, query.direction, query.state].some((value) => value);
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <RefreshEvery seconds={15} />
      <ListFrame
        {...{ ...frame, nextCursor, count: items.length }}
        toolbar={
          <>
            <SearchForm label={t("search")} {...frame} />
            <FilterLinks label={t("direction")} {...frame} name="direction" options={kinds} />
            <FilterLinks label={t("state")} {...frame} name="state" options={states} />
          </>
        }
        empty={
          <EmptyState icon={RefreshCw} title={t(isFiltered ? "noneFits" : "none")}>
            {t(isFiltered ? "noneFitsText" : "noneText")}
          </EmptyState>
        }
      >
        <ManagedMirrorTable mirrors={items} />
      </ListFrame>
    </PageBody>
  );
}
