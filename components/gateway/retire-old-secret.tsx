"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";

/** Ends the old secret of a key before its time. */
export function RetireOldSecret({ id, prefix }: { id: string; prefix: string }) {
  const t = useTranslations("apiKeys");
  const trpc = useTRPC();
  const router = useRouter();
  const retire = useMutation(
    trpc.gateway.retireOldSecret.mutationOptions({
      onSuccess: () => router.refresh(),
    }),
  );
  return (
    <AskFirst
      button={(ask) => (
        <Button size="sm" onClick={ask}>
          {t("endOld")}
        </Button>
      )}
      title={t("endOldTitle", { prefix })}
      description={t("endOldText")}
      labels={{ cancel: t("cancel"), confirm: t("endOld") }}
      work={retire}
      onConfirm={(close) => retire.mutate({ keyId: id }, { onSuccess: close })}
    />
  );
}
