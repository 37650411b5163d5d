import { Library } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { CollectionCard } from "@/components/hub/collections/collection-card";
import { NewCollection } from "@/components/hub/collections/new-collection";
import { EmptyState } from "@/components/patterns/empty-state";
import { listAddress } from "@/components/patterns/list-address";
import { ListPager } from "@/components/patterns/list-pager";
import { PageHeader } from "@/components/patterns/page-header";
import { postCommand } from "@/components/patterns/post-command";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { contextOfPage } from "@/server/api/page-context";
import { readQuery } from "@/server/api/rest/read-query";
import { api } from "@/server/api/rsc";
import { getViewer } from "@/server/api/viewer";
import { ListCollectionsInput } from "@/server/hub/contract/collection";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata() {
  return { title: (await getTranslations("collections"))("title") };
}

export default async function CollectionsPage({ searchParams }: Props) {
  const [t, viewer, query, { site }] = await Promise.all([
    getTranslations("collections"),
    getViewer(),
    searchParams,
    contextOfPage(),
  ]);
  const filter = ListCollectionsInput.safeParse(readQuery(ListCollectionsInput, query)).data ?? { limit: 20 };
  const { items, nextCursor } = await api.hub.listCollections(filter);
  const here = listAddress("/collections", { owner: filter.owner, search: filter.search });
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("about")}
        actions={
          viewer ? (
            <Words namespaces={["collectionForm"]}>
              <NewCollection owners={viewer.accounts.map(({ name }) => name)} />
            </Words>
          ) : null
        }
      />
      {items.length === 0 ? (
        <EmptyState
          icon={Library}
          title={t("none")}
          docs={{ href: "/docs/api", label: t("docs") }}
          command={postCommand(`${site.origin}/api/v1/collections`, { title: "Favourites" })}
        >
          {t("noneText")}
        </EmptyState>
      ) : (
        <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
          {items.map((collection) => (
            <CollectionCard key={collection.id} collection={collection} />
          ))}
        </div>
      )}
      <ListPager path={here} nextCursor={nextCursor} query={{ cursor: filter.cursor }} count={items.length} />
    </PageBody>
  );
}
