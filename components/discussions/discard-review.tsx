"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import type { RepoAddress } from "@/server/hub/contract/repo";

interface Props {
  at: RepoAddress;
  number: number;
  /** Remarks that would be thrown away. */
  count: number;
}

export function DiscardReview({ at, number, count }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const discard = useMutation(
    trpc.discussions.discardReview.mutationOptions({
      onSuccess: () => {
        setAsking(false);
        router.refresh();
      },
    }),
  );
  return (
    <>
      <Button variant="ghost" onClick={() => setAsking(true)}>
        {t("discardReview")}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("discardReview")}
        description={t("discardText", { count })}
        labels={{ cancel: t("cancel"), confirm: t("discardReview") }}
        isDestructive
        isBusy={discard.isPending}
        error={discard.error?.message}
        onConfirm={() => discard.mutate({ ...at, number })}
      />
    </>
  );
}
