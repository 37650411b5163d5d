"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DataTable } from "@/components/patterns/data-table";
import type { DataColumn } from "@/components/patterns/data-table-model";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ApiKey } from "@/server/gateway/contract";
import { BudgetBar } from "./budget-bar";
import { DeleteApiKey } from "./delete-api-key";

/** A key, and the moment the list was made. */
interface Row extends ApiKey {
  readonly now: string;
}

const COLUMNS: readonly DataColumn<Row>[] = [
  { accessorKey: "name", header: () => <Word name="name" />, cell: ({ row }) => <Name apiKey={row.original} /> },
  { accessorKey: "owner", header: () => <Word name="owner" />, cell: ({ row }) => row.original.owner },
  {
    id: "budget",
    accessorFn: ({ budget }) => Number(budget?.spent ?? 0),
    header: () => <Word name="budget" />,
    cell: ({ row }) => <BudgetBar name={row.original.name} budget={row.original.budget} />,
  },
  {
    accessorKey: "lastUsedAt",
    header: () => <Word name="lastUsed" />,
    cell: ({ row }) => <When at={row.original.lastUsedAt} now={row.original.now} />,
  },
  {
    accessorKey: "createdAt",
    header: () => <Word name="created" />,
    cell: ({ row }) => <When at={row.original.createdAt} now={row.original.now} />,
  },
  {
    id: "actions",
    enableSorting: false,
    header: () => <span className="sr-only">{<Word name="actions" />}</span>,
    meta: { align: "right" },
    cell: ({ row }) => <DeleteApiKey id={row.original.id} name={row.original.name} />,
  },
];

interface Props {
  keys: readonly ApiKey[];
  /** ISO 8601. */
  now: string;
  empty: ReactNode;
}

export function ApiKeyTable({ keys, now, empty }: Props) {
  const t = useTranslations("apiKeys");
  return (
    <DataTable
      label={t("title")}
      columns={COLUMNS}
      rows={keys.map((key) => ({ ...key, now }))}
      rowId={({ id }) => id}
      empty={empty}
    />
  );
}

type WordName = "name" | "owner" | "budget" | "lastUsed" | "created" | "actions";

function Word({ name }: { name: WordName }) {
  return useTranslations("apiKeys")(name);
}

function Name({ apiKey: { name, prefix } }: { apiKey: ApiKey }) {
  return (
    <span className="grid">
      <span className="font-medium">{name}</span>
      <code className="text-caption text-text-muted font-mono">{prefix}…</code>
    </span>
  );
}

function When({ at, now }: { at: Date | null; now: string }) {
  const t = useTranslations("apiKeys");
  const locale = useLocale();
  if (!at) return <span className="text-text-muted">{t("never")}</span>;
  return <RelativeTime at={at.toISOString()} now={now} locale={locale} />;
}
