"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useRefusalText } from "./refusal-text";

export function DeleteOrganization({ name }: { name: string }) {
  const t = useTranslations("organizationSettings");
  const trpc = useTRPC();
  const router = useRouter();
  const tell = useRefusalText();
  const changed = useChanged();
  const stepUp = useStepUp();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation(
    trpc.identity.deleteOrganization.mutationOptions({
      onSuccess: () => {
        changed(t("deleted", { organization: name }));
        router.push("/organizations");
      },
      onError: (error) => void stepUp.asks(error, () => remove.mutate({ name })),
    }),
  );
  return (
    <>
      <Button variant="danger" className="justify-self-start" onClick={() => setIsAsking(true)}>
        {t("delete")}
      </Button>
      <ConfirmDialog
        open={isAsking && stepUp.dialog === null}
        onOpenChange={setIsAsking}
        title={t("deleteTitle", { organization: name })}
        description={t("deleteText")}
        labels={{ cancel: t("cancel"), confirm: t("delete") }}
        typed={{ name, label: t("deleteTyped", { organization: name }) }}
        isDestructive
        isBusy={remove.isPending}
        error={remove.error ? tell(remove.error) : undefined}
        onConfirm={() => remove.mutate({ name })}
      />
      {stepUp.dialog}
    </>
  );
}
