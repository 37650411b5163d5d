"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { PartForm } from "../parts/part-form";

export function CreateGroup({ organization }: { organization: string }) {
  const t = useTranslations("groups");
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useChanged();
  const create = useMutation(
    trpc.identity.createResourceGroup.mutationOptions({
      onSuccess: ({ name }) => {
        changed(t("created", { name }));
        router.push(`/organizations/${organization}/resource-groups/${name}`);
      },
    }),
  );
  return (
    <PartForm
      submitLabel={t("create")}
      isBusy={create.isPending}
      refusal={create.error}
      onSubmit={({ name: group, ...facts }) => create.mutate({ name: organization, group, ...facts })}
    />
  );
}
