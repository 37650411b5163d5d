"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

/** Confirms or refuses a change that waits; who asked for it can only withdraw it. */
export function DecideChange({ id, isOwn }: { id: string; isOwn: boolean }) {
  const t = useTranslations("adminFinanceForms");
  const trpc = useTRPC();
  const router = useRouter();
  const done = {
    onSuccess: () => router.refresh(),
    onError: (error: { message: string }) => toast.error(error.message),
  };
  const confirm = useMutation(trpc.billing.confirmBalanceChange.mutationOptions(done));
  const refuse = useMutation(trpc.billing.refuseBalanceChange.mutationOptions(done));
  return (
    <span className="flex justify-end gap-2">
      {isOwn ? null : (
        <Button size="sm" busy={confirm.isPending} onClick={() => confirm.mutate({ id })}>
          {t("confirm")}
        </Button>
      )}
      <Button size="sm" busy={refuse.isPending} onClick={() => refuse.mutate({ id })}>
        {t(isOwn ? "withdraw" : "refuse")}
      </Button>
    </span>
  );
}
