import { getFormatter, getTranslations } from "next-intl/server";
import { RecordTable } from "@/components/patterns/record-table";
import { StatusDot } from "@/components/ui/status-dot";
import type { BalanceChange } from "@/server/billing/contract/funds";
import { DecideChange } from "./decide-change";

const TONES = { waiting: "warning", booked: "success", refused: "idle" } as const;

interface Props {
  changes: readonly BalanceChange[];
  /** Who looks at it. */
  viewer: string;
}

/** Top-ups, gifts, adjustments and refunds; those that wait first. */
export async function ChangeTable({ changes, viewer }: Props) {
  const [t, format] = await Promise.all([getTranslations("adminFinance"), getFormatter()]);
  if (changes.length === 0) return <p className="text-small text-text-muted px-4 pb-6">{t("noChanges")}</p>;
  return (
    <RecordTable
      label={t("changes")}
      rows={changes}
      rowId={({ id }) => id}
      columns={[
        { id: "owner", header: t("owner"), isTitle: true, cell: ({ owner }) => owner ?? t("gone") },
        { id: "kind", header: t("kind"), cell: ({ kind }) => t(`kinds.${kind}`) },
        { id: "amount", header: t("amount"), align: "right", cell: ({ amount, currency }) => `${amount} ${currency}` },
        { id: "reason", header: t("reason"), cell: ({ reason }) => reason },
        {
          id: "by",
          header: t("by"),
          cell: ({ askedBy, decidedBy }) => [askedBy, decidedBy].filter(Boolean).join(", "),
        },
        {
          id: "at",
          header: t("at"),
          cell: ({ createdAt }) =>
            format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }),
        },
        {
          id: "state",
          header: t("state"),
          cell: ({ state }) => <StatusDot tone={TONES[state]} label={t(`states.${state}`)} />,
        },
        {
          id: "actions",
          header: t("actions"),
          isActions: true,
          cell: ({ owner, state, askedBy, ...change }) =>
            state === "waiting" ? (
              <DecideChange change={change} owner={owner ?? t("gone")} isOwn={askedBy === viewer} />
            ) : null,
        },
      ]}
    />
  );
}
