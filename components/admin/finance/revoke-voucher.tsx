"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";

/** Ends a voucher; what was redeemed stays. */
export function RevokeVoucher({ id, hint }: { id: string; hint: string }) {
  const t = useTranslations("adminFinanceForms");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const revoke = useMutation(
    trpc.billing.revokeVoucher.mutationOptions({
      onSuccess: () => {
        setIsOpen(false);
        router.refresh();
      },
    }),
  );
  return (
    <>
      <Button size="sm" aria-label={t("revoke.openOf", { hint })} onClick={() => setIsOpen(true)}>
        {t("revoke.open")}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t("revoke.title", { hint })}
        description={t("revoke.text")}
        labels={{ cancel: t("cancel"), confirm: t("revoke.submit") }}
        isDestructive
        isBusy={revoke.isPending}
        error={revoke.error?.message}
        onConfirm={() => revoke.mutate({ id })}
      />
    </>
  );
}
