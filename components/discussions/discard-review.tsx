"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
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
  const discard = useMutation(
    trpc.discussions.discardReview.mutationOptions({
      onSuccess: () => router.refresh(),
    }),
  );
  return (
    <AskFirst
      button={(ask) => (
        <Button variant="ghost" onClick={ask}>
          {t("discardReview")}
        </Button>
      )}
      title={t("discardReview")}
      description={t("discardText", { count })}
      labels={{ cancel: t("cancel"), confirm: t("discardReview") }}
      work={discard}
      onConfirm={(close) => discard.mutate({ ...at, number }, { onSuccess: close })}
    />
  );
}
