"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { DataTable } from "@/components/patterns/data-table";
import { Card } from "@/components/ui/card";
import type { DeploymentPage, ListDeploymentsInput } from "@/server/inference/contract";
import { deploymentColumns } from "./deployment-columns";
import { lookAgainMs } from "./look-again";

type Page = z.output<typeof DeploymentPage>;

interface Props {
  filter: z.input<typeof ListDeploymentsInput>;
  /** As the server answered while the page was made, and when. */
  initial: Page;
  now: string;
  empty: ReactNode;
}

/** Deployments that stay true while one looks at them. */
export function DeploymentTable({ filter, initial, now, empty }: Props) {
  const t = useTranslations("deployments");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data, dataUpdatedAt } = useQuery(
    trpc.inference.listDeployments.queryOptions(filter, {
      initialData: initial,
      initialDataUpdatedAt: Date.parse(now),
      refetchInterval: ({ state }) => lookAgainMs(state.data?.items.map(({ status }) => status) ?? []),
    }),
  );
  const moment = new Date(dataUpdatedAt).toISOString();
  const columns = useMemo(() => deploymentColumns({ t, locale, now: moment }), [t, locale, moment]);
  if (data.items.length === 0) return empty;
  return (
    <Card className="overflow-hidden">
      <DataTable label={t("title")} columns={columns} rows={data.items} rowId={({ id }) => id} empty={empty} />
    </Card>
  );
}
