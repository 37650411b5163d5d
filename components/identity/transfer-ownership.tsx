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
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { TextLink } from "@/components/ui/text-link";
import { useRefusalText } from "./refusal-text";

interface Props {
  organization: string;
  /** The other members. */
  heirs: readonly { readonly name: string; readonly displayName: string }[];
}

export function TransferOwnership({ organization, heirs }: Props) {
  const t = useTranslations("organizationSettings");
  const [heir, setHeir] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);
  const tell = useRefusalText();
  const { transfer, dialog } = useTransfer(organization, () => setIsAsking(false));
  if (heirs.length === 0) {
    return (
      <p className="text-small text-text-muted">
        {t("nobodyElse")}{" "}
        <TextLink href={`/organizations/${organization}/invitations`} tone="inline">
          {t("inviteSomebody")}
        </TextLink>
      </p>
    );
  }
  const options = heirs.map(({ name, displayName }) => ({ value: name, label: name, hint: displayName }));
  return (
    <div className="max-w-form grid grid-cols-1 gap-4">
      <Field id="heir" label={t("newOwner")}>
        <Combobox id="heir" label={t("newOwner")} placeholder={t("choose")} options={options} onValueChange={setHeir} />
      </Field>
      <Button
        variant="danger"
        disabled={heir === undefined}
        className="justify-self-start"
        onClick={() => setIsAsking(true)}
      >
        {t("handOver")}
      </Button>
      {heir === undefined ? null : (
        <ConfirmDialog
          open={isAsking && dialog === null}
          onOpenChange={setIsAsking}
          title={t("handOverTitle", { organization, name: heir })}
          description={t("handOverText", { name: heir })}
          labels={{ cancel: t("cancel"), confirm: t("handOver") }}
          isDestructive
          isBusy={transfer.isPending}
          error={transfer.error ? tell(transfer.error) : undefined}
          onConfirm={() => transfer.mutate({ name: organization, username: heir })}
        />
      )}
      {dialog}
    </div>
  );
}

function useTransfer(organization: string, onDone: () => void) {
  const t = useTranslations("organizationSettings");
  const trpc = useTRPC();
  const router = useRouter();
  const changed = useChanged();
  const stepUp = useStepUp();
  const transfer = useMutation(
    trpc.identity.transferOwnership.mutationOptions({
      onSuccess: (_done, { username }) => {
        onDone();
        changed(t("handedOver", { organization, name: username }));
        router.push(`/organizations/${organization}/members`);
      },
      onError: (error, asked) => void stepUp.asks(error, () => transfer.mutate(asked)),
    }),
  );
  return { transfer, dialog: stepUp.dialog };
}
