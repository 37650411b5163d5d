"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { problemOf } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { FormDialog } from "@/components/patterns/form-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Provider } from "@/server/gateway/contract/provider";
import { PlaceFields, SecretFields, TimeFields } from "./provider-fields";
import { inputOf, type ProviderValues, valuesOf } from "./provider-values";
import { useProblems } from "./use-problems";

/** Closes the dialog and shows the list as it is now. */
function useSaved(close: () => void) {
  const t = useTranslations("providerDialog");
  const router = useRouter();
  return {
    onSuccess: ({ name }: Provider) => {
      close();
      toast.success(t("saved", { name }));
      router.refresh();
    },
  };
}

export function AddProvider() {
  const t = useTranslations("providerDialog");
  const trpc = useTRPC();
  const problems = useProblems();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [values, setValues] = useState<ProviderValues>(() => valuesOf(null));
  const create = useMutation(trpc.gateway.createProvider.mutationOptions(useSaved(() => setOpen(false))));
  const open = (next: boolean) => {
    if (next) setValues(valuesOf(null));
    create.reset();
    setOpen(next);
  };
  return (
    <FormDialog
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {t("add")}
        </Button>
      }
      open={isOpen}
      onOpenChange={open}
      title={t("addTitle")}
      description={t("addText")}
      labels={{ cancel: t("cancel"), confirm: t("add") }}
      isBusy={create.isPending}
      error={problemOf(create.error, problems)}
      onSubmit={() => create.mutate({ kind: values.kind, ...inputOf(values) })}
    >
      <PlaceFields {...{ id, values }} isNew onChange={setValues} />
      <SecretFields {...{ id, values }} provider={null} onChange={setValues} />
      <TimeFields {...{ id, values }} onChange={setValues} />
    </FormDialog>
  );
}

export function EditProvider({ provider }: { provider: Provider }) {
  const t = useTranslations("providerDialog");
  const trpc = useTRPC();
  const problems = useProblems();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [values, setValues] = useState<ProviderValues>(() => valuesOf(provider));
  const update = useMutation(trpc.gateway.updateProvider.mutationOptions(useSaved(() => setOpen(false))));
  const open = (next: boolean) => {
    if (next) setValues(valuesOf(provider));
    update.reset();
    setOpen(next);
  };
  return (
    <FormDialog
      trigger={
        <Button size="sm" aria-label={t("editLabel", { name: provider.name })}>
          {t("edit")}
        </Button>
      }
      open={isOpen}
      onOpenChange={open}
      title={t("editTitle", { name: provider.name })}
      description={t("editText")}
      labels={{ cancel: t("cancel"), confirm: t("save") }}
      isBusy={update.isPending}
      error={problemOf(update.error, problems)}
      onSubmit={() => update.mutate({ providerId: provider.id, ...inputOf(values) })}
    >
      <PlaceFields {...{ id, values }} isNew={false} onChange={setValues} />
      <SecretFields {...{ id, values, provider }} onChange={setValues} />
      <TimeFields {...{ id, values }} onChange={setValues} />
    </FormDialog>
  );
}
