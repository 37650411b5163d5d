import Link from "next/link";
import type { useTranslations } from "next-intl";
import type { DataColumn } from "@/components/patterns/data-table-model";
import { DeploymentStatus } from "@/components/patterns/deployment-status";
import { Badge } from "@/components/ui/badge";
import { moneyText } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Deployment } from "@/server/inference/contract";

interface Language {
  readonly t: ReturnType<typeof useTranslations<"deployments">>;
  readonly locale: string;
  /** ISO 8601; when the rows were read. */
  readonly now: string;
}

export const deploymentColumns = ({ t, locale, now }: Language): readonly DataColumn<Deployment>[] => [
  {
    accessorKey: "model",
    header: t("model"),
    cell: ({ row: { original } }) => (
      <span className="flex min-w-0 items-center gap-2">
        <Link
          href={`/console/deployments/${original.id}`}
          className="rounded-mark hover:text-accent-text truncate font-medium hover:underline"
        >
          {original.model}
        </Link>
        {original.shared ? <Badge>{t("shared")}</Badge> : null}
      </span>
    ),
  },
  {
    accessorKey: "status",
    header: t("status"),
    meta: { label: t("status") },
    cell: ({ row: { original } }) => <DeploymentStatus status={original.status} />,
  },
  {
    accessorKey: "file",
    header: t("file"),
    meta: { label: t("file") },
    cell: ({ row: { original } }) => (
      <span title={original.file} className="max-w-menu text-caption block truncate font-mono">
        {original.quantization ?? original.file}
      </span>
    ),
  },
  {
    accessorKey: "replicas",
    header: t("replicas"),
    meta: { align: "right", label: t("replicas") },
    cell: ({ row: { original } }) => t("replicasOf", { running: original.runningReplicas, wanted: original.replicas }),
  },
  { accessorKey: "owner", header: t("owner"), meta: { label: t("owner") } },
  {
    id: "price",
    accessorFn: ({ price }) => Number(price?.perHour ?? 0),
    header: t("perHour"),
    meta: { align: "right", label: t("perHour") },
    cell: ({ row: { original } }) =>
      original.price ? moneyText(original.price.perHour, original.price.currency, { locale }) : "–",
  },
  {
    id: "created",
    accessorFn: ({ createdAt }) => createdAt.getTime(),
    header: t("created"),
    meta: { align: "right", label: t("created") },
    cell: ({ row: { original } }) => (
      <RelativeTime at={original.createdAt.toISOString()} now={now} locale={locale} className="text-text-muted" />
    ),
  },
];
