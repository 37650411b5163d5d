import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/patterns/record-table";
import { Count } from "@/components/ui/count";
import { Money } from "@/components/ui/money";
import type { UsageItem } from "@/server/gateway/contract";
import { NoCalls } from "./no-calls";

interface Props {
  groupBy: "key" | "model" | "day";
  items: readonly UsageItem[];
}

/** Tokens and cost of each key, model or day. */
export async function UsageTable({ groupBy, items }: Props) {
  const [t, format, locale] = await Promise.all([getTranslations("usage"), getFormatter(), getLocale()]);
  if (items.length === 0) return <NoCalls />;
  const nameOf = ({ key, keyName, model, day }: UsageItem) => {
    if (day) return format.dateTime(new Date(day), { dateStyle: "medium", timeZone: "UTC" });
    return model ?? keyName ?? (key ? t("deletedKey") : t("noKey"));
  };
  const counted = (id: "requests" | "input" | "output", of: (item: UsageItem) => number) => ({
    ...{ id, header: t(`columns.${id}`), align: "right" as const },
    cell: (item: UsageItem) => <Count value={of(item)} locale={locale} />,
  });
  return (
    <RecordTable
      label={t(`views.${groupBy}`)}
      rows={items}
      rowId={(item) => item.day ?? item.model ?? item.key ?? "none"}
      columns={[
        {
          ...{ id: "name", header: t(`columns.${groupBy}`), isTitle: true },
          cell: (item) => <span className="font-medium break-words">{nameOf(item)}</span>,
        },
        counted("requests", ({ requests }) => requests),
        counted("input", ({ inputTokens }) => inputTokens),
        counted("output", ({ outputTokens }) => outputTokens),
        {
          ...{ id: "cost", header: t("cost"), align: "right" },
          cell: ({ cost, currency }) => <Money amount={cost} currency={currency} locale={locale} />,
        },
      ]}
    />
  );
}
