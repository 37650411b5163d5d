"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Provider } from "@/server/gateway/contract/provider";
import { EditProvider } from "./provider-dialog";
import { TestProvider } from "./test-provider";

/** Look whether it answers, change it, switch it off and on, or delete it. */
export function ProviderActions({ provider }: { provider: Provider }) {
  const t = useTranslations("providerActions");
  const trpc = useTRPC();
  const router = useRouter();
  const { id: providerId, name, isEnabled } = provider;
  const toggle = useMutation(
    trpc.gateway.updateProvider.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: ({ message }) => toast.error(message),
    }),
  );
  const remove = useMutation(
    trpc.gateway.deleteProvider.mutationOptions({
      onSuccess: () => {
        toast.success(t("deleted", { name }));
        router.refresh();
      },
    }),
  );
  return (
    <span className="flex flex-wrap gap-2">
      <TestProvider providerId={providerId} name={name} />
      <EditProvider provider={provider} />
      <Button
        size="sm"
        busy={toggle.isPending}
        aria-label={t(isEnabled ? "offLabel" : "onLabel", { name })}
        onClick={() => toggle.mutate({ providerId, isEnabled: !isEnabled })}
      >
        {t(isEnabled ? "off" : "on")}
      </Button>
      <AskFirst
        button={(ask) => (
          <Button size="sm" variant="danger" aria-label={t("deleteLabel", { name })} onClick={ask}>
            <Trash2 aria-hidden />
            {t("delete")}
          </Button>
        )}
        title={t("deleteTitle", { name })}
        description={t("deleteText")}
        labels={{ cancel: t("cancel"), confirm: t("delete") }}
        typed={{ name, label: t("typeName", { name }) }}
        work={remove}
        onConfirm={(close) => remove.mutate({ providerId }, { onSuccess: close })}
      />
    </span>
  );
}
