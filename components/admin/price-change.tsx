"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { PriceVersion } from "@/server/admin/contract";
import { PriceDialog } from "./price-dialog";

type Changed = Pick<PriceVersion, "meter" | "target" | "targetName" | "amount" | "currency">;

/** The button at a price that holds. */
export function ChangePrice({ price }: { price: Changed }) {
  const t = useTranslations("adminPriceDialog");
  const open = (show: () => void) => (
    <Button size="sm" onClick={show}>
      {t("change")}
    </Button>
  );
  return <PriceDialog currency={price.currency} price={price} trigger={open} />;
}

/** The button over the list. */
export function AddPrice({ currency }: { currency: string }) {
  const t = useTranslations("adminPriceDialog");
  const open = (show: () => void) => (
    <Button variant="primary" onClick={show}>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  );
  return <PriceDialog currency={currency} trigger={open} />;
}
