import { Lock } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";

/** Tells who does not lead an organisation whom to ask. */
export async function NotLed() {
  const t = await getTranslations("organizations");
  return (
    <EmptyState icon={Lock} title={t("notLed")}>
      {t("notLedText")}
    </EmptyState>
  );
}
