"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Provider, ProviderModel } from "@/server/gateway/contract/provider";
import { EditModel } from "./model-dialog";

interface Props {
  provider: Pick<Provider, "id" | "name">;
  model: ProviderModel;
  currency: string;
}

export function ModelActions({ provider, model, currency }: Props) {
  const t = useTranslations("providerModelDialog");
  const trpc = useTRPC();
  const router = useRouter();
  const { publicId } = model;
  const remove = useMutation(
    trpc.gateway.deleteProviderModel.mutationOptions({
      onSuccess: () => {
        toast.success(t("removed", { model: publicId }));
        router.refresh();
      },
    }),
  );
  return (
    <span className="flex gap-2 md:justify-end">
      <EditModel {...{ provider, model, currency }} />
      <AskFirst
        button={(ask) => (
          <Button size="sm" variant="danger" aria-label={t("removeLabel", { model: publicId })} onClick={ask}>
            {t("remove")}
          </Button>
        )}
        title={t("removeTitle", { model: publicId })}
        description={t("removeText")}
        labels={{ cancel: t("cancel"), confirm: t("remove") }}
        work={remove}
        onConfirm={(close) => remove.mutate({ providerId: provider.id, modelId: model.id }, { onSuccess: close })}
      />
    </span>
  );
}
