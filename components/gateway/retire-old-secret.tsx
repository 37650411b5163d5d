"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";

/** Ends the old secret of a key before its time. */
export function RetireOldSecret({ id, prefix }: { id: string; prefix: string }) {
  const t = useTranslations("apiKeys");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const retire = useMutation(
    trpc.gateway.retireOldSecret.mutationOptions({
      onSuccess: () => {
        setIsOpen(false);
        router.refresh();
      },
    }),
  );
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        {t("endOld")}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t("endOldTitle", { prefix })}
        description={t("endOldText")}
        labels={{ cancel: t("cancel"), confirm: t("endOld") }}
        isDestructive
        isBusy={retire.isPending}
        error={retire.error?.message}
        onConfirm={() => retire.mutate({ keyId: id })}
      />
    </>
  );
}
