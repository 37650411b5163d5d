import { getTranslations } from "next-intl/server";
import { AddItem } from "@/components/hub/collections/add-item";
import { CollectionItems } from "@/components/hub/collections/collection-items";
import { ManageCollection } from "@/components/hub/collections/manage-collection";
import { PageHeader } from "@/components/patterns/page-header";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { TextLink } from "@/components/ui/text-link";
import { orNotFound } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

interface Props {
  params: Promise<{ namespace: string; slug: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { title } = await orNotFound(api.hub.getCollectionAt(await params));
  return { title };
}

export default async function CollectionPage({ params }: Props) {
  const [t, address] = await Promise.all([getTranslations("collections"), params]);
  const collection = await orNotFound(api.hub.getCollectionAt(address));
  const { id, title, description, namespace, visibility, can } = collection;
  return (
    <PageBody>
      <PageHeader
        title={title}
        description={description}
        actions={
          can.manage ? (
            <Words namespaces={["collectionForm"]}>
              <ManageCollection key={collection.updatedAt.toISOString()} collection={collection} />
            </Words>
          ) : null
        }
      />
      <p className="text-small text-text-muted">
        <TextLink href={`/${namespace}`}>{namespace}</TextLink> · {t(`visibility.${visibility}`)} ·{" "}
        {t("count", { count: collection.items.length })}
      </p>
      {can.edit ? (
        <Words namespaces={["collectionItem"]}>
          <AddItem collectionId={id} />
        </Words>
      ) : null}
      <CollectionItems collection={collection} />
    </PageBody>
  );
}
