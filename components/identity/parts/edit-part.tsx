"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { type PartFacts, PartForm } from "./part-form";
import { type PartKind, partHref } from "./part-href";

/** The name and words of a team or a resource group. */
export function EditPart({ kind, organization, facts }: { kind: PartKind; organization: string; facts: PartFacts }) {
  const t = useTranslations("organizationParts");
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useChanged();
  const onSuccess = (_done: unknown, { newName }: { readonly newName?: string | undefined }) => {
    if (newName && newName !== facts.name) router.replace(partHref(kind, organization, newName));
    changed(t("saved"));
  };
  const team = useMutation(trpc.identity.updateTeam.mutationOptions({ onSuccess }));
  const group = useMutation(trpc.identity.updateResourceGroup.mutationOptions({ onSuccess }));
  const { isPending, error } = kind === "teams" ? team : group;
  return (
    <PartForm
      facts={facts}
      submitLabel={t("save")}
      isBusy={isPending}
      refusal={error}
      onSubmit={({ name: newName, ...words }) =>
        kind === "teams"
          ? team.mutate({ name: organization, team: facts.name, newName, ...words })
          : group.mutate({ name: organization, group: facts.name, newName, ...words })
      }
    />
  );
}
