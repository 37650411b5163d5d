"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { Collection } from "@/server/hub/contract/collection";
import { useRepoChange } from "../settings/use-repo-change";
import { CollectionEditors } from "./collection-editors";
import type { CollectionValues } from "./collection-fields";

const CollectionFields = lazyPart(() => import("./collection-fields").then((module) => module.CollectionFields), {
  loading: () => <Skeleton className="h-52" />,
});

/** Title, who sees it, who else may change it, and its end. */
export function ManageCollection({ collection }: { collection: Collection }) {
  const t = useTranslations("collectionForm");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const { id, title, description, visibility, namespace } = collection;
  const [values, setValues] = useState<CollectionValues>({ title, description, visibility, namespace });
  const update = useMutation(trpc.hub.updateCollection.mutationOptions({ onSuccess: () => changed(t("saved")) }));
  const remove = useMutation(
    trpc.hub.deleteCollection.mutationOptions({ onSuccess: () => changed(t("deleted"), "/collections") }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ id, title: values.title, description: values.description, visibility: values.visibility });
  };
  return (
    <Dialog trigger={<Button>{t("manage")}</Button>} title={title}>
      <form className="grid gap-4" onSubmit={submit}>
        <CollectionFields values={values} onChange={setValues} />
        {update.error ? <Callout tone="danger" title={update.error.message} /> : null}
        <Button type="submit" busy={update.isPending} className="justify-self-start">
          {t("save")}
        </Button>
      </form>
      <CollectionEditors id={id} />
      <AskFirst
        button={(ask) => (
          <Button variant="danger" className="justify-self-start" onClick={ask}>
            {t("delete")}
          </Button>
        )}
        title={t("deleteTitle", { title })}
        description={t("deleteText")}
        labels={{ cancel: t("cancel"), confirm: t("delete") }}
        work={remove}
        onConfirm={() => remove.mutate({ id })}
      />
    </Dialog>
  );
}
