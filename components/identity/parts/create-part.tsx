"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { PartForm } from "./part-form";
import { type PartKind, partHref } from "./part-href";

/** A new team or resource group. Words: those of `kind`. */
export function CreatePart({ kind, organization }: { kind: PartKind; organization: string }) {
  const t = useTranslations(kind);
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useChanged();
  const onSuccess = ({ name }: { readonly name: string }) => {
    changed(t("created", { name }));
    router.push(partHref(kind, organization, name));
  };
  const team = useMutation(trpc.identity.createTeam.mutationOptions({ onSuccess }));
  const group = useMutation(trpc.identity.createResourceGroup.mutationOptions({ onSuccess }));
  const { isPending, error } = kind === "teams" ? team : group;
  return (
    <PartForm
      submitLabel={t("create")}
      isBusy={isPending}
      refusal={error}
      onSubmit={({ name, ...words }) =>
        kind === "teams"
          ? team.mutate({ name: organization, team: name, ...words })
          : group.mutate({ name: organization, group: name, ...words })
      }
    />
  );
}
