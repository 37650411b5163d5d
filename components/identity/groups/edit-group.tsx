"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { type PartFacts, PartForm } from "../parts/part-form";

/** A resource group's name and words. */
export function EditGroup({ organization, facts }: { organization: string; facts: PartFacts }) {
  const t = useTranslations("organizationParts");
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useChanged();
  const save = useMutation(
    trpc.identity.updateResourceGroup.mutationOptions({
      onSuccess: (_done, { newName }) => {
        if (newName !== facts.name) router.replace(`/organizations/${organization}/resource-groups/${newName}`);
        changed(t("saved"));
      },
    }),
  );
  return (
    <PartForm
      facts={facts}
      submitLabel={t("save")}
      isBusy={save.isPending}
      refusal={save.error}
      onSubmit={({ name: newName, ...words }) =>
        save.mutate({ name: organization, group: facts.name, newName, ...words })
      }
    />
  );
}
