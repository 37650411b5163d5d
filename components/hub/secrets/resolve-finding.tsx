"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import type { NamedRepo } from "@/server/hub/contract/repo";
import type { SecretFinding } from "@/server/hub/contract/secrets";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

const REASONS = ["revoked", "false_positive", "used_in_tests"] as const;
type Reason = (typeof REASONS)[number];

interface Props {
  repo: NamedRepo;
  finding: SecretFinding;
  onOpenChange: (isOpen: boolean) => void;
}

/** Asks what became of a secret, and why. */
export function ResolveFinding({ repo, finding, onOpenChange }: Props) {
  const t = useTranslations("repoSecurity");
  const kinds = useTranslations("secretKinds");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [state, setState] = useState<Reason>("revoked");
  const [note, setNote] = useState("");
  const settle = useMutation(
    trpc.hub.updateSecretFinding.mutationOptions({
      onSuccess: async () => {
        onOpenChange(false);
        await changed(t("settledNow"));
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title={t("settleTitle", { kind: kinds(finding.kind) })}
      description={t("settleText")}
      labels={{ cancel: t("cancel"), confirm: t("settle") }}
      isBusy={settle.isPending}
      error={settle.error?.message}
      onConfirm={() => settle.mutate({ ...addressOf(repo), findingId: finding.id, state, note })}
    >
      <RadioGroup
        label={t("reason")}
        variant="cards"
        value={state}
        onValueChange={(next) => setState(REASONS.find((reason) => reason === next) ?? state)}
        options={REASONS.map((value) => ({ value, label: t(`states.${value}`), help: t(`reasons.${value}`) }))}
      />
      <Field id="finding-note" label={t("note")} aside={t("optional")}>
        <Textarea
          id="finding-note"
          rows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
