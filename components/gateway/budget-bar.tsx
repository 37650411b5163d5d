import { useFormatter, useLocale, useTranslations } from "next-intl";
import { moneyText } from "@/components/ui/money";
import { Progress } from "@/components/ui/progress";
import type { ApiKey } from "@/server/gateway/contract";

const WARN_AT = 0.8;

interface Props {
  name: string;
  budget: ApiKey["budget"];
}

/** What a key spent of its month, and when the month is over. */
export function BudgetBar({ name, budget }: Props) {
  const t = useTranslations("apiKeys");
  const format = useFormatter();
  const locale = useLocale();
  if (!budget) return <span className="text-text-muted">{t("noLimit")}</span>;
  const { spent, limit, currency, resetsAt } = budget;
  // For the length of the bar only; the amounts beside it are the exact ones.
  const share = Number(limit) > 0 ? Math.min(1, Number(spent) / Number(limit)) : 1;
  const tone = share >= WARN_AT ? "warning" : "accent";
  const reset = format.dateTime(resetsAt, { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <span className="grid min-w-44 gap-1.5 whitespace-nowrap">
      <span className="tabular-nums">
        {t("spentOf", { spent: moneyText(spent, currency, { locale }), limit: moneyText(limit, currency, { locale }) })}
      </span>
      <Progress label={t("budgetOf", { name })} value={share} tone={share >= 1 ? "danger" : tone} isLabelHidden />
      <span className="text-caption text-text-muted">
        {share >= 1 ? t("usedUp", { reset }) : t("resets", { reset })}
      </span>
    </span>
  );
}
