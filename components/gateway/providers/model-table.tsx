import { getLocale, getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/patterns/record-table";
import { Count } from "@/components/ui/count";
import { Money } from "@/components/ui/money";
import type { Provider } from "@/server/gateway/contract/provider";
import { ModelActions } from "./model-actions";

interface Props {
  provider: Provider;
  currency: string;
}

/** What callers reach of a provider, and what a million tokens of it cost. */
export async function ModelTable({ provider: { id, name, models }, currency }: Props) {
  const [t, locale] = await Promise.all([getTranslations("adminProviders"), getLocale()]);
  return (
    <RecordTable
      label={t("models", { name })}
      rows={models}
      rowId={({ id: modelId }) => modelId}
      columns={[
        {
          id: "name",
          header: t("model"),
          isTitle: true,
          cell: ({ publicId }) => <span className="font-mono font-medium break-all">{publicId}</span>,
        },
        {
          id: "upstream",
          header: t("upstreamName"),
          cell: ({ upstreamName }) => <span className="text-text-muted font-mono break-all">{upstreamName}</span>,
        },
        {
          id: "input",
          header: t("input"),
          align: "right",
          cell: ({ inputPrice, currency: own }) => <Money amount={inputPrice} currency={own} locale={locale} />,
        },
        {
          id: "cached",
          header: t("cachedInput"),
          align: "right",
          cell: ({ cachedInputPrice, inputPrice, currency: own }) => (
            <Money amount={cachedInputPrice ?? inputPrice} currency={own} locale={locale} />
          ),
        },
        {
          id: "output",
          header: t("output"),
          align: "right",
          cell: ({ outputPrice, currency: own }) => <Money amount={outputPrice} currency={own} locale={locale} />,
        },
        {
          id: "context",
          header: t("context"),
          align: "right",
          cell: ({ contextLength }) =>
            contextLength === null ? (
              <span className="text-text-muted">{t("unknown")}</span>
            ) : (
              <Count value={contextLength} locale={locale} />
            ),
        },
        {
          id: "actions",
          header: t("actions"),
          isActions: true,
          cell: (model) => <ModelActions provider={{ id, name }} model={model} currency={currency} />,
        },
      ]}
    />
  );
}
