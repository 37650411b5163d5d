"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";

/** Ends a voucher; what was redeemed stays. */
export function RevokeVoucher({ id, hint }: { id: string; hint: string }) {
  const t = useTranslations("adminFinanceForms");
  const trpc = useTRPC();
  const router = useRouter();
  const revoke = useMutation(
    trpc.billing.revokeVoucher.mutationOptions({
      onSuccess: () => router.refresh(),
    }),
  );
  return (
    <AskFirst
      button={(ask) => (
        <Button size="sm" aria-label={t("revoke.openOf", { hint })} onClick={ask}>
          {t("revoke.open")}
        </Button>
      )}
      title={t("revoke.title", { hint })}
      description={t("revoke.text")}
      labels={{ cancel: t("cancel"), confirm: t("revoke.submit") }}
      work={revoke}
      onConfirm={(close) => revoke.mutate({ id }, { onSuccess: close })}
    />
  );
}
