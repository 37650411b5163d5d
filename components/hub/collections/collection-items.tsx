import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Words } from "@/components/shell/words";
import type { CollectionDetails, CollectionItem } from "@/server/hub/contract/collection";
import { RepoGrid } from "../repo-grid";
import { EditItem } from "./edit-item";

/** What is in a collection, under the headings it was put, in order. */
export async function CollectionItems({ collection }: { collection: CollectionDetails }) {
  const t = await getTranslations("collections");
  const { items, can } = collection;
  if (items.length === 0) {
    return (
      <EmptyState kind="model" title={t("empty")}>
        {t(can.edit ? "emptyEditable" : "emptyText")}
      </EmptyState>
    );
  }
  const sections = Map.groupBy(items, ({ section }) => section);
  return (
    <Words namespaces={["collectionItem"]}>
      <div className="grid grid-cols-1 gap-8">
        {[...sections].map(([section, inside]) => (
          <section key={section} className="grid grid-cols-1 gap-3" aria-label={section || t("items")}>
            {section ? <h2 className="text-lead">{section}</h2> : null}
            {inside.map((item) => (
              <Entry key={item.id} item={item} collection={collection} />
            ))}
          </section>
        ))}
      </div>
    </Words>
  );
}

function Entry({ item, collection }: { item: CollectionItem; collection: CollectionDetails }) {
  return (
    <div className="grid grid-cols-1 gap-2">
      <RepoGrid repos={[item.repo]} />
      {item.note ? <p className="text-small text-text-muted max-w-read break-words">{item.note}</p> : null}
      {collection.can.edit ? (
        <EditItem
          collectionId={collection.id}
          item={{ id: item.id, note: item.note, section: item.section, position: item.position, name: item.repo.name }}
          last={collection.itemCount - 1}
        />
      ) : null}
    </div>
  );
}
