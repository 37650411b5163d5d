"use client";

import { useMutation } from "@tanstack/react-query";
import { Ban, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
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
  const [isOpen, setIsOpen] = useState(false);
  const told = (word: "disabled" | "enabled") => ({
    onSuccess: () => {
      setIsOpen(false);
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
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Ban aria-hidden />
        {t("disable")}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t("disableTitle", { name })}
        description={t("disableText")}
        labels={{ cancel: t("cancel"), confirm: t("disable") }}
        isDestructive
        isBusy={disable.isPending}
        error={disable.error?.message}
        onConfirm={() => disable.mutate({ keyId: id })}
      />
    </>
  );
}
