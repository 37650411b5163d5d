import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { moneyText } from "@/components/ui/money";
import { Progress } from "@/components/ui/progress";
import type { KeyBudget } from "@/server/gateway/contract";

const WARN_AT = 0.8;

interface Props {
  /** Of the key. */
  name: string;
  budget: KeyBudget;
}

/** What a key spent in a period, and when that is over. */
export function BudgetBar({ name, budget }: Props) {
  const t = useTranslations("apiKeys");
  const locale = useLocale();
  const { period, mode, spent, limit, currency } = budget;
  const share = shareOf(budget);
  const amounts = {
    spent: moneyText(spent, currency, { locale }),
    limit: moneyText(limit, currency, { locale }),
  };
  const tone = share >= WARN_AT ? "warning" : "accent";
  return (
    <span className="grid min-w-44 gap-1.5">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="text-text-muted">{t(`periods.${period}`)}</span>
        <span className="whitespace-nowrap tabular-nums">{t("spentOf", amounts)}</span>
        {mode === "soft" ? <Badge>{t("onlyTells")}</Badge> : null}
      </span>
      <Progress
        label={t("budgetOf", { name, period: t(`periods.${period}`) })}
        value={share}
        tone={share >= 1 ? "danger" : tone}
        isLabelHidden
      />
      <Renewal budget={budget} />
    </span>
  );
}

function Renewal({ budget }: Pick<Props, "budget">) {
  const t = useTranslations("apiKeys");
  const format = useFormatter();
  const { resetsAt, mode, period } = budget;
  const isUsedUp = shareOf(budget) >= 1;
  const time = period === "hour" ? ({ hour: "2-digit", minute: "2-digit" } as const) : {};
  const reset = resetsAt && format.dateTime(resetsAt, { day: "numeric", month: "short", ...time, timeZone: "UTC" });
  const renewal = reset ? t("resets", { reset }) : t("resetsNever");
  const refusal = reset ? t("usedUp", { reset }) : t("usedUpForGood");
  return (
    <span className="text-caption text-text-muted">
      {isUsedUp && mode === "soft" ? `${t("softUsedUp")} ` : null}
      {isUsedUp && mode === "hard" ? refusal : renewal}
    </span>
  );
}

/** For the length of the bar and for sorting only; the amounts beside it are the exact ones. */
export const shareOf = ({ spent, limit }: Pick<KeyBudget, "spent" | "limit">): number =>
  Number(limit) > 0 ? Math.min(1, Number(spent) / Number(limit)) : 1;
