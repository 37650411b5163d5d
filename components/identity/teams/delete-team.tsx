"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { DeletePart } from "../parts/delete-part";

export function DeleteTeam({ organization, team }: { organization: string; team: string }) {
  const t = useTranslations("teams");
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useChanged();
  const remove = useMutation(
    trpc.identity.deleteTeam.mutationOptions({
      onSuccess: () => {
        router.replace(`/organizations/${organization}/teams`);
        changed(t("deleted", { name: team }));
      },
    }),
  );
  return (
    <DeletePart
      name={team}
      words={{ remove: t("delete"), title: t("deleteTitle", { name: team }), text: t("deleteText") }}
      isBusy={remove.isPending}
      refusal={remove.error}
      onConfirm={() => remove.mutate({ name: organization, team })}
    />
  );
}
