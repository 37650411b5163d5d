"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import type { ApiKey } from "@/server/gateway/contract";

const KeyBudgetsForm = dynamic(() => import("./key-budgets-form").then((module) => module.KeyBudgetsForm), {
  ssr: false,
  loading: () => <Skeleton className="h-72 w-full" />,
});

/** Another name of a key, other budgets. */
export function ChangeKeyBudgets({ apiKey, currency }: { apiKey: ApiKey; currency: string }) {
  const t = useTranslations("apiKeys");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const update = useMutation(
    trpc.gateway.updateApiKey.mutationOptions({
      onSuccess: ({ name }) => {
        setIsOpen(false);
        toast.message(t("changed", { name }));
        router.refresh();
      },
    }),
  );
  const change = (open: boolean) => {
    setIsOpen(open);
    if (!open) update.reset();
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={change}
      trigger={
        <Button size="sm">
          <Pencil aria-hidden />
          {t("change")}
        </Button>
      }
      title={t("changeTitle", { name: apiKey.name })}
      description={t("changeText")}
    >
      <KeyBudgetsForm
        apiKey={apiKey}
        currency={currency}
        problem={update.error?.message}
        isPending={update.isPending}
        onSubmit={(input) => update.mutate(input)}
      />
    </Dialog>
  );
}
