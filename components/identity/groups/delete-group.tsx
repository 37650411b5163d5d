"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { DeletePart } from "../parts/delete-part";

interface Props {
  organization: string;
  group: string;
  /** Repositories and collections in it; while there are any, it stays. */
  resourceCount: number;
}

export function DeleteGroup({ organization, group, resourceCount }: Props) {
  const t = useTranslations("groups");
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useChanged();
  const remove = useMutation(
    trpc.identity.deleteResourceGroup.mutationOptions({
      onSuccess: () => {
        router.replace(`/organizations/${organization}/resource-groups`);
        changed(t("deleted", { name: group }));
      },
    }),
  );
  return (
    <>
      {resourceCount > 0 ? <p className="text-small">{t("holds", { count: resourceCount })}</p> : null}
      <DeletePart
        name={group}
        words={{ remove: t("delete"), title: t("deleteTitle", { name: group }), text: t("deleteConfirm") }}
        isDisabled={resourceCount > 0}
        isBusy={remove.isPending}
        refusal={remove.error}
        onConfirm={() => remove.mutate({ name: organization, group })}
      />
    </>
  );
}
