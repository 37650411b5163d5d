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
import type { Provider, ProviderModel } from "@/server/gateway/contract/provider";
import { ModelFields } from "./model-fields";
import { type ModelValues, modelInputOf, modelValuesOf } from "./model-values";
import { useProblems } from "./use-problems";

interface Props {
  provider: Pick<Provider, "id" | "name">;
  currency: string;
}

function useSaved(close: () => void) {
  const t = useTranslations("providerModelDialog");
  const router = useRouter();
  return {
    onSuccess: ({ publicId }: ProviderModel) => {
      close();
      toast.success(t("saved", { model: publicId }));
      router.refresh();
    },
  };
}

export function AddModel({ provider, currency }: Props) {
  const t = useTranslations("providerModelDialog");
  const trpc = useTRPC();
  const problems = useProblems();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [values, setValues] = useState<ModelValues>(() => modelValuesOf(null));
  const create = useMutation(trpc.gateway.createProviderModel.mutationOptions(useSaved(() => setOpen(false))));
  const open = (next: boolean) => {
    if (next) setValues(modelValuesOf(null));
    create.reset();
    setOpen(next);
  };
  return (
    <FormDialog
      trigger={
        <Button size="sm" aria-label={t("addLabel", { name: provider.name })}>
          <Plus aria-hidden />
          {t("add")}
        </Button>
      }
      open={isOpen}
      onOpenChange={open}
      title={t("addTitle", { name: provider.name })}
      description={t("text")}
      labels={{ cancel: t("cancel"), confirm: t("add") }}
      isBusy={create.isPending}
      error={problemOf(create.error, problems)}
      onSubmit={() => create.mutate({ providerId: provider.id, ...modelInputOf(values) })}
    >
      <ModelFields
        {...{ id, values, currency }}
        isDeployed={values.shadows || create.error?.data?.domain?.code === "name_deployed"}
        onChange={setValues}
      />
    </FormDialog>
  );
}

export function EditModel({ provider, model, currency }: Props & { model: ProviderModel }) {
  const t = useTranslations("providerModelDialog");
  const trpc = useTRPC();
  const problems = useProblems();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [values, setValues] = useState<ModelValues>(() => modelValuesOf(model));
  const update = useMutation(trpc.gateway.updateProviderModel.mutationOptions(useSaved(() => setOpen(false))));
  const open = (next: boolean) => {
    if (next) setValues(modelValuesOf(model));
    update.reset();
    setOpen(next);
  };
  return (
    <FormDialog
      trigger={
        <Button size="sm" aria-label={t("editLabel", { model: model.publicId })}>
          {t("edit")}
        </Button>
      }
      open={isOpen}
      onOpenChange={open}
      title={t("editTitle", { model: model.publicId })}
      description={t("text")}
      labels={{ cancel: t("cancel"), confirm: t("save") }}
      isBusy={update.isPending}
      error={problemOf(update.error, problems)}
      onSubmit={() => update.mutate({ providerId: provider.id, modelId: model.id, ...modelInputOf(values) })}
    >
      <ModelFields
        {...{ id, values, currency }}
        isDeployed={values.shadows || update.error?.data?.domain?.code === "name_deployed"}
        onChange={setValues}
      />
    </FormDialog>
  );
}
