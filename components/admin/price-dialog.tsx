"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { Amount, type Meter } from "@/server/billing/contract";
import { meterKey } from "./meter-key";
import { PriceAmount, type PriceDraft, PriceTarget } from "./price-fields";

interface Props {
  trigger: (open: () => void) => ReactNode;
  currency: string;
  /** The price that gets a new version; without it a model gets a price of its own. */
  price?: {
    readonly meter: Meter;
    readonly target: string | null;
    readonly targetName: string | null;
    readonly amount: string;
  };
}

/** A price counts from a moment on; what was used before keeps the price it had. */
export function PriceDialog({ trigger, currency, price }: Props) {
  const t = useTranslations("adminPriceDialog");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [draft, setDraft] = useState<PriceDraft>({
    meter: price?.meter ?? "llm.input",
    model: "",
    amount: price?.amount ?? "",
    from: "",
  });
  const options = {
    onSuccess: () => {
      setIsOpen(false);
      toast.success(t("done"));
      router.refresh();
    },
  };
  const set = useMutation(trpc.billing.setPrice.mutationOptions(options));
  const setForModel = useMutation(trpc.admin.priceModel.mutationOptions(options));
  const { meter, model, amount, from } = draft;
  const [isWrong, setIsWrong] = useState(false);
  const save = () => {
    setIsWrong(!Amount.safeParse(amount).success);
    if (!Amount.safeParse(amount).success) return;
    const common = { amount, ...(from && { effectiveFrom: new Date(from).toISOString() }) };
    if (price) return set.mutate({ ...common, meter: price.meter, ...targetOf(price) });
    if (meter !== "compute.time") setForModel.mutate({ ...common, meter, model });
  };
  return (
    <>
      {trigger(() => setIsOpen(true))}
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={price ? t("changeTitle", { what: t(`meters.${meterKey(price.meter)}`) }) : t("newTitle")}
        description={t("text", { target: price?.targetName ?? t("everything") })}
        labels={{ cancel: t("cancel"), confirm: t("submit") }}
        isBusy={set.isPending || setForModel.isPending}
        error={set.error?.message ?? setForModel.error?.message}
        onConfirm={save}
      >
        {price ? null : <PriceTarget draft={draft} onChange={setDraft} />}
        <PriceAmount draft={draft} onChange={setDraft} currency={currency} isWrong={isWrong} />
      </ConfirmDialog>
    </>
  );
}

const targetOf = ({ target }: NonNullable<Props["price"]>) => (target === null ? {} : { target });
