"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { HeldBudget } from "./held-budget";

const BudgetForm = lazyPart(() => import("./budget-form").then((module) => module.BudgetForm), {
  loading: () => <Skeleton className="h-72 w-full" />,
});

interface Props {
  organization: string;
  currency: string;
  /** The one that is changed; a new one without. */
  held?: HeldBudget;
}

/** Gives somebody a budget, or changes one. */
export function SetBudget({ organization, currency, held }: Props) {
  const t = useTranslations("budgets");
  const trpc = useTRPC();
  const changed = useChanged();
  const [isOpen, setIsOpen] = useState(false);
  const set = useMutation(
    trpc.gateway.setBudget.mutationOptions({
      onSuccess: ({ displayName: name }) => {
        setIsOpen(false);
        changed(t("saved", { name }));
      },
    }),
  );
  const change = (open: boolean) => {
    setIsOpen(open);
    if (!open) set.reset();
  };
  const trigger = held ? (
    <IconButton icon={Pencil} label={t("changeOf", { name: held.displayName })} />
  ) : (
    <Button variant="primary">
      <Plus aria-hidden />
      {t("set")}
    </Button>
  );
  return (
    <Dialog
      open={isOpen}
      onOpenChange={change}
      trigger={trigger}
      title={held ? t("changeOf", { name: held.displayName }) : t("set")}
      description={t("setText", { name: organization })}
    >
      <BudgetForm
        {...{ organization, currency, held }}
        problem={set.error ?? undefined}
        isPending={set.isPending}
        onSubmit={(input) => set.mutate(input)}
      />
    </Dialog>
  );
}
