"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { DataTable } from "@/components/patterns/data-table";
import type { DataColumn } from "@/components/patterns/data-table-model";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ApiKey } from "@/server/gateway/contract";
import { BudgetBar, shareOf } from "./budget-bar";
import { DeleteApiKey } from "./delete-api-key";
import { KeyStatus } from "./key-status";

interface Props {
  keys: readonly ApiKey[];
  /** ISO 8601. */
  now: string;
  empty: ReactNode;
}

export function ApiKeyTable({ keys, now, empty }: Props) {
  const t = useTranslations("apiKeys");
  const columns = useMemo(() => columnsOf(t, now), [t, now]);
  return <DataTable label={t("title")} columns={columns} rows={keys} rowId={({ id }) => id} empty={empty} />;
}

type Words = ReturnType<typeof useTranslations<"apiKeys">>;

const columnsOf = (t: Words, now: string): readonly DataColumn<ApiKey>[] => [
  { accessorKey: "name", header: t("name"), cell: ({ row }) => <Name apiKey={row.original} /> },
  { accessorKey: "owner", header: t("owner"), meta: { label: t("owner") }, cell: ({ row }) => row.original.owner },
  {
    id: "status",
    accessorFn: ({ disabledAt }) => disabledAt?.getTime() ?? 0,
    header: t("state"),
    meta: { label: t("state") },
    cell: ({ row }) => <KeyStatus apiKey={row.original} />,
  },
  {
    id: "budgets",
    accessorFn: ({ budgets }) => Math.max(0, ...budgets.map(shareOf)),
    header: t("budgets"),
    meta: { label: t("budgets") },
    cell: ({ row }) => <Budgets apiKey={row.original} none={t("noLimit")} />,
  },
  {
    accessorKey: "lastUsedAt",
    header: t("lastUsed"),
    meta: { label: t("lastUsed") },
    cell: ({ row }) => <When at={row.original.lastUsedAt} now={now} never={t("never")} />,
  },
  {
    accessorKey: "createdAt",
    header: t("created"),
    meta: { label: t("created") },
    cell: ({ row }) => <When at={row.original.createdAt} now={now} never={t("never")} />,
  },
  {
    id: "actions",
    enableSorting: false,
    header: () => <span className="sr-only">{t("actions")}</span>,
    meta: { align: "right", label: t("actions") },
    cell: ({ row }) => <DeleteApiKey id={row.original.id} name={row.original.name} />,
  },
];

function Name({ apiKey: { id, name, prefix } }: { apiKey: ApiKey }) {
  return (
    <span className="grid">
      <Link href={`/console/api-keys/${id}`} className="font-medium break-all hover:underline">
        {name}
      </Link>
      <code className="text-caption text-text-muted font-mono">{prefix}…</code>
    </span>
  );
}

function Budgets({ apiKey: { name, budgets }, none }: { apiKey: ApiKey; none: string }) {
  if (budgets.length === 0) return <span className="text-text-muted">{none}</span>;
  return (
    <span className="grid gap-3">
      {budgets.map((budget) => (
        <BudgetBar key={budget.period} name={name} budget={budget} />
      ))}
    </span>
  );
}

function When({ at, now, never }: { at: Date | null; now: string; never: string }) {
  const locale = useLocale();
  if (!at) return <span className="text-text-muted">{never}</span>;
  return <RelativeTime at={at.toISOString()} now={now} locale={locale} />;
}
