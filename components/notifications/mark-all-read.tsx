"use client";

import { useMutation } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

export function MarkAllRead() {
  const t = useTranslations("markAllRead");
  const router = useRouter();
  const mark = useMutation(
    useTRPC().notifications.markRead.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: ({ message }) => toast.error(message),
    }),
  );
  return (
    <Button busy={mark.isPending} onClick={() => mark.mutate({})}>
      <CheckCheck aria-hidden />
      {t("action")}
    </Button>
  );
}
