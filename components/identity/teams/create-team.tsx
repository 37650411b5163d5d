"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { PartForm } from "../parts/part-form";

export function CreateTeam({ organization }: { organization: string }) {
  const t = useTranslations("teams");
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useChanged();
  const create = useMutation(
    trpc.identity.createTeam.mutationOptions({
      onSuccess: ({ name }) => {
        changed(t("created", { name }));
        router.push(`/organizations/${organization}/teams/${name}`);
      },
    }),
  );
  return (
    <PartForm
      submitLabel={t("create")}
      isBusy={create.isPending}
      refusal={create.error}
      onSubmit={({ name: team, ...facts }) => create.mutate({ name: organization, team, ...facts })}
    />
  );
}
