"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow, TableScroll } from "@/components/ui/table";
import type { NamedRepo } from "@/server/hub/contract/repo";
import type { TensorComparison } from "@/server/hub/contract/weights";
import { addressOf } from "../href";

export interface TensorChangeProps {
  repo: NamedRepo;
  base: string;
  head: string;
  path: string;
  oldPath?: string;
}

export function TensorChangeTable({ repo, ...sides }: TensorChangeProps) {
  const t = useTranslations("tensorChange");
  const trpc = useTRPC();
  const input = { ...addressOf(repo), ...sides };
  const { data, error } = useQuery(
    trpc.hub.compareTensors.queryOptions(input, {
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      refetchInterval: ({ state }) => (state.data?.valueState === "waiting" ? POLL_MS : false),
    }),
  );
  if (error) return <Callout tone="danger" title={error.message} />;
  if (!data) return <Skeleton className="h-24" />;
  const rows = rowsOf(data);
  const { added, removed, changed, values, same } = data.counts;
  const { valueState } = data;
  return (
    <div className="grid grid-cols-1 gap-2">
      <p aria-live="polite" className="text-caption text-text-muted tabular-nums">
        {t("counts", { added, removed, changed, values, same })}
      </p>
      <ValueNote state={valueState} />
      {rows.length > 0 ? (
        <TableScroll label={t("title")} className="rounded-card max-h-96 border">
          <Table>
            <TableHead>
              <TableRow>
                <TableHeaderCell>{t("name")}</TableHeaderCell>
                <TableHeaderCell>{t("change")}</TableHeaderCell>
                <TableHeaderCell>{t("before")}</TableHeaderCell>
                <TableHeaderCell>{t("after")}</TableHeaderCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map(({ name, kind, before, after }) => (
                <TableRow key={`${kind} ${name}`}>
                  <TableCell className="text-caption min-w-48 font-mono break-all">{name}</TableCell>
                  <TableCell>
                    <Badge>{t(kind)}</Badge>
                  </TableCell>
                  <TableCell className="text-caption font-mono whitespace-nowrap">{formOf(before)}</TableCell>
                  <TableCell className="text-caption font-mono whitespace-nowrap">{formOf(after)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableScroll>
      ) : null}
      {rows.length < added + removed + changed + values ? (
        <p className="text-caption text-text-muted">{t("first", { count: rows.length })}</p>
      ) : null}
    </div>
  );
}

const POLL_MS = 2_000;

/** Until the numbers were compared, and where they are not, the same means type and shape. */
function ValueNote({ state }: { state: TensorComparison["valueState"] }) {
  const t = useTranslations("tensorChange");
  if (state === "waiting") return <Progress label={t("states.waiting")} />;
  if (state === "compared" || state === "none") return null;
  return <p className="text-caption text-text-muted">{t(`states.${state}`)}</p>;
}

interface Form {
  readonly dtype: string;
  readonly shape: readonly number[];
}

const formOf = (form: Form | null) => (form ? `${form.dtype} [${form.shape.join(" × ")}]` : "–");

const rowsOf = ({ added, removed, changed, values }: TensorComparison) => [
  ...values.map((tensor) => ({ name: tensor.name, kind: "values" as const, before: tensor, after: tensor })),
  ...changed.map(({ name, before, after }) => ({ name, kind: "changed" as const, before, after })),
  ...added.map((tensor) => ({ name: tensor.name, kind: "added" as const, before: null, after: tensor })),
  ...removed.map((tensor) => ({ name: tensor.name, kind: "removed" as const, before: tensor, after: null })),
];
