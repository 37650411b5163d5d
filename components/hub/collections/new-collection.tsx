"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { CollectionValues } from "./collection-fields";

const CollectionFields = lazyPart(() => import("./collection-fields").then((module) => module.CollectionFields), {
  loading: () => <Skeleton className="h-52" />,
});

/** Starts empty; what belongs in it is added on its page. */
export function NewCollection({ owners }: { owners: readonly string[] }) {
  const t = useTranslations("collectionForm");
  const trpc = useTRPC();
  const router = useRouter();
  const [values, setValues] = useState<CollectionValues>({
    title: "",
    description: "",
    visibility: "private",
    namespace: owners[0] ?? "",
  });
  const create = useMutation(
    trpc.hub.createCollection.mutationOptions({
      onSuccess: ({ namespace, slug }) => router.push(`/collections/${namespace}/${slug}`),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(values);
  };
  return (
    <Dialog trigger={<Button variant="primary">{t("new")}</Button>} title={t("new")}>
      <form className="grid gap-4" onSubmit={submit}>
        <CollectionFields values={values} onChange={setValues} owners={owners} />
        {create.error ? <Callout tone="danger" title={create.error.message} /> : null}
        <Button type="submit" variant="primary" busy={create.isPending} className="justify-self-start">
          {t("create")}
        </Button>
      </form>
    </Dialog>
  );
}
