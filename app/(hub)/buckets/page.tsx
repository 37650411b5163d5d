import { SearchX } from "lucide-react";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BucketTable } from "@/components/hub/buckets/bucket-table";
import { EmptyState } from "@/components/patterns/empty-state";
import { listAddress } from "@/components/patterns/list-address";
import { ListPager } from "@/components/patterns/list-pager";
import { PageHeader } from "@/components/patterns/page-header";
import { SearchForm } from "@/components/patterns/search-form";
import { PageBody } from "@/components/shell/page-body";
import { TextLink } from "@/components/ui/text-link";
import { orNull } from "@/server/api/refusal";
import { readQuery } from "@/server/api/rest/read-query";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import { ListBucketsInput } from "@/server/hub/contract/bucket";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata() {
  return { title: (await getTranslations("buckets"))("title") };
}

export default async function AllBucketsPage({ searchParams }: Props) {
  const [t, viewer, query] = await Promise.all([getTranslations("buckets"), getViewer(), searchParams]);
  const filter = ListBucketsInput.safeParse(readQuery(ListBucketsInput, query)).data ?? { limit: 20 };
  const here = listAddress("/buckets", { owner: filter.owner, search: filter.search });
  const page = await orNull(api.hub.listBuckets(filter));
  if (!page) redirect(here);
  const isNarrowed = Boolean(filter.search || filter.owner);
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("everyText")}
        actions={
          <SearchForm label={t("search")} path="/buckets" query={{ owner: filter.owner, search: filter.search }} />
        }
      />
      {page.items.length === 0 && isNarrowed ? (
        <EmptyState
          icon={SearchX}
          title={t("noMatch")}
          className="rounded-card border"
          action={<TextLink href="/buckets">{t("showAll")}</TextLink>}
        >
          {t("noMatchText")}
        </EmptyState>
      ) : (
        <BucketTable buckets={page.items} maker={viewer?.owner} />
      )}
      <ListPager path={here} nextCursor={page.nextCursor} query={{ cursor: filter.cursor }} count={page.items.length} />
    </PageBody>
  );
}
