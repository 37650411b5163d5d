"use client";

import { useMutation } from "@tanstack/react-query";
import { Ban, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

interface Props {
  id: string;
  name: string;
  isDisabled: boolean;
}

/** Disables a key, after saying what that means, or enables it. */
export function SwitchApiKey({ id, name, isDisabled }: Props) {
  const t = useTranslations("apiKeys");
  const trpc = useTRPC();
  const router = useRouter();
  const told = (word: "disabled" | "enabled") => ({
    onSuccess: () => {
      toast.message(t(word, { name }));
      router.refresh();
    },
  });
  const disable = useMutation(trpc.gateway.disableApiKey.mutationOptions(told("disabled")));
  const enable = useMutation(
    trpc.gateway.enableApiKey.mutationOptions({
      ...told("enabled"),
      onError: ({ message }) => void toast.error(message),
    }),
  );
  if (isDisabled) {
    return (
      <Button busy={enable.isPending} onClick={() => enable.mutate({ keyId: id })}>
        <Play aria-hidden />
        {t("enable")}
      </Button>
    );
  }
  return (
    <AskFirst
      button={(ask) => (
        <Button onClick={ask}>
          <Ban aria-hidden />
          {t("disable")}
        </Button>
      )}
      title={t("disableTitle", { name })}
      description={t("disableText")}
      labels={{ cancel: t("cancel"), confirm: t("disable") }}
      work={disable}
      onConfirm={(close) => disable.mutate({ keyId: id }, { onSuccess: close })}
    />
  );
}
