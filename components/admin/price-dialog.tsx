"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { METERS, type Meter } from "@/server/billing/contract";
import { meterKey } from "./meter-key";

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

const TOKEN_METERS = METERS.filter((meter) => meter !== "compute.time");

/** A price counts from a moment on; what was used before keeps the price it had. */
export function PriceDialog({ trigger, currency, price }: Props) {
  const t = useTranslations("adminPriceDialog");
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [draft, setDraft] = useState({
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
  const save = () => {
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
        {price ? null : (
          <>
            <Field id="price-model" label={t("model")} help={t("modelHelp")}>
              <Input
                id="price-model"
                className="font-mono"
                value={model}
                onChange={({ target }) => setDraft({ ...draft, model: target.value.trim() })}
              />
            </Field>
            <Field id="price-meter" label={t("meter")}>
              <Select
                id="price-meter"
                label={t("meter")}
                value={meter}
                options={TOKEN_METERS.map((value) => ({ value, label: t(`meters.${meterKey(value)}`) }))}
                onValueChange={(value) =>
                  setDraft({ ...draft, meter: TOKEN_METERS.find((known) => known === value) ?? meter })
                }
              />
            </Field>
          </>
        )}
        <Field id="price-amount" label={t("amount")} help={t(`per.${meterKey(price?.meter ?? meter)}`)}>
          <Input
            id="price-amount"
            inputMode="decimal"
            suffix={currency}
            value={amount}
            aria-describedby="price-amount-help"
            onChange={({ target }) => setDraft({ ...draft, amount: target.value.trim() })}
          />
        </Field>
        <Field id="price-from" label={t("from")} help={t("fromHelp")}>
          <Input
            id="price-from"
            type="datetime-local"
            value={from}
            aria-describedby="price-from-help"
            onChange={({ target }) => setDraft({ ...draft, from: target.value })}
          />
        </Field>
      </ConfirmDialog>
    </>
  );
}

const targetOf = ({ target }: NonNullable<Props["price"]>) => (target === null ? {} : { target });
