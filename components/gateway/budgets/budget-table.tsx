"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { DataTable } from "@/components/patterns/data-table";
import type { DataColumn } from "@/components/patterns/data-table-model";
import { listAddress } from "@/components/patterns/list-address";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import { BudgetBar, shareOf } from "../budget-bar";
import type { HeldBudget } from "./held-budget";
import { RemoveBudget } from "./remove-budget";
import { SetBudget } from "./set-budget";

interface Props {
  /** Name of the organisation. */
  organization: string;
  budgets: readonly HeldBudget[];
  currency: string;
  /** Whether the reader looks after the money of the organisation. */
  canManage: boolean;
  empty: ReactNode;
}

/** Who may spend how much, and did. Words: `budgets`, `apiKeys`. */
export function BudgetTable({ budgets, empty, organization, currency, canManage }: Props) {
  const t = useTranslations("budgets");
  const columns = useMemo(
    () => columnsOf(t, { organization, currency, canManage }),
    [t, organization, currency, canManage],
  );
  return <DataTable label={t("title")} columns={columns} rows={budgets} rowId={idOf} empty={empty} />;
}

type Words = ReturnType<typeof useTranslations<"budgets">>;
type Place = Pick<Props, "organization" | "currency" | "canManage">;

const idOf = ({ id, budget: { period } }: HeldBudget) => `${id}-${period}`;

const columnsOf = (t: Words, place: Place): readonly DataColumn<HeldBudget>[] => [
  {
    accessorKey: "name",
    header: t("holder"),
    cell: ({ row }) => <Holder held={row.original} organization={place.organization} />,
  },
  {
    id: "used",
    accessorFn: ({ budget }) => shareOf(budget),
    header: t("used"),
    meta: { label: t("used") },
    cell: ({ row }) => <BudgetBar name={row.original.displayName} budget={row.original.budget} />,
  },
  {
    id: "actions",
    enableSorting: false,
    header: () => <span className="sr-only">{t("actions")}</span>,
    meta: { align: "right", label: t("actions") },
    cell: ({ row }) => <Actions held={row.original} {...place} />,
  },
];

function Holder({ held, organization }: { held: HeldBudget } & Pick<Place, "organization">) {
  const t = useTranslations("budgets");
  const { kind, name, displayName, isMember } = held;
  return (
    <span className="grid justify-items-start gap-0.5">
      <Link
        href={kind === "member" ? `/${name}` : `/organizations/${organization}/resource-groups/${name}`}
        className="font-medium break-all hover:underline"
      >
        {displayName}
      </Link>
      <span className="flex flex-wrap items-center gap-2">
        <span className="text-caption text-text-muted">{t(`kinds.${kind}`)}</span>
        {displayName === name ? null : <span className="text-caption text-text-muted font-mono">{name}</span>}
        {isMember === false ? <Badge>{t("left")}</Badge> : null}
      </span>
    </span>
  );
}

function Actions({ held, organization, currency, canManage }: Place & { held: HeldBudget }) {
  const t = useTranslations("budgets");
  const { kind, name: holder, displayName, isMember, budget } = held;
  const path = `/organizations/${organization}/budgets`;
  const seesConsumers = canManage || kind === "member";
  return (
    <span className="flex items-center justify-end gap-2">
      {seesConsumers ? (
        <TextLink
          href={listAddress(path, { kind, holder, period: budget.period })}
          tone="muted"
          className="whitespace-nowrap"
          aria-label={t("consumersOf", { name: displayName })}
        >
          {t("consumers")}
        </TextLink>
      ) : null}
      {canManage && isMember !== false ? <SetBudget {...{ organization, currency, held }} /> : null}
      {canManage ? <RemoveBudget organization={organization} held={held} /> : null}
    </span>
  );
}
