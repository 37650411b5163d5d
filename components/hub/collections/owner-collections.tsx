import { Library } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { EmptyState } from "@/components/patterns/empty-state";
import { ListPager } from "@/components/patterns/list-pager";
import type { CollectionPage } from "@/server/hub/contract/collection";
import { CollectionCard } from "./collection-card";

interface Props {
  owner: string;
  page: z.infer<typeof CollectionPage>;
  cursor: string | undefined;
}

/** The collections of an account that whoever looks may see. */
export async function OwnerCollections({ owner, page: { items, nextCursor }, cursor }: Props) {
  const t = await getTranslations("collections");
  return (
    <>
      {items.length === 0 ? (
        <EmptyState icon={Library} title={t("none")}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
          {items.map((collection) => (
            <CollectionCard key={collection.id} collection={collection} />
          ))}
        </div>
      )}
      <ListPager path={`/${owner}?tab=collections`} nextCursor={nextCursor} query={{ cursor }} count={items.length} />
    </>
  );
}
