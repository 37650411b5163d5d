"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { AskFirst } from "@/components/patterns/ask-first";
import { IconButton } from "@/components/ui/icon-button";
import type { HeldBudget } from "./held-budget";

interface Props {
  organization: string;
  held: HeldBudget;
}

/** Takes a budget away, after saying what that means. */
export function RemoveBudget({ organization, held }: Props) {
  const [t, keys] = [useTranslations("budgets"), useTranslations("apiKeys")];
  const trpc = useTRPC();
  const changed = useChanged();
  const { kind, name: holder, displayName: name, budget } = held;
  const { period } = budget;
  const words = { name, period: keys(`periods.${period}`) };
  const remove = useMutation(trpc.gateway.removeBudget.mutationOptions());
  return (
    <AskFirst
      button={(ask) => <IconButton icon={Trash2} label={t("removeOf", words)} onClick={ask} />}
      title={t("removeTitle", words)}
      description={t(kind === "member" ? "removeMember" : "removeGroup")}
      labels={{ cancel: t("cancel"), confirm: t("remove") }}
      work={remove}
      onConfirm={(close) =>
        remove.mutate(
          { name: organization, kind, holder, period },
          {
            onSuccess: () => {
              close();
              changed(t("removed", words));
            },
          },
        )
      }
    />
  );
}
