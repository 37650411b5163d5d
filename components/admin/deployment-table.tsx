import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { DeploymentStatus } from "@/components/patterns/deployment-status";
import { RecordTable } from "@/components/patterns/record-table";
import { Words } from "@/components/shell/words";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { Deployment } from "@/server/inference/contract";
import { DeploymentActions } from "./deployment-actions";

/** Deployments of every owner. */
export async function DeploymentTable({ deployments }: { deployments: readonly Deployment[] }) {
  const [t, locale] = await Promise.all([getTranslations("adminDeployments"), getLocale()]);
  const now = new Date().toISOString();
  return (
    <Words namespaces={["adminDeploymentActions"]}>
      <RecordTable
        label={t("title")}
        rows={deployments}
        rowId={({ id }) => id}
        columns={[
          {
            id: "model",
            header: t("model"),
            isTitle: true,
            cell: ({ id, model, file, shared }) => (
              <span className="grid min-w-0">
                <span className="flex flex-wrap items-center gap-2">
                  <Link
                    href={`/console/deployments/${id}`}
                    className="rounded-mark font-medium break-all hover:underline"
                  >
                    {model}
                  </Link>
                  {shared ? <Badge tone="info">{t("shared")}</Badge> : null}
                </span>
                <span className="text-caption text-text-muted truncate">{file}</span>
              </span>
            ),
          },
          {
            id: "owner",
            header: t("owner"),
            cell: ({ owner }) => (
              <TextLink href={`/${owner}`} tone="plain">
                {owner}
              </TextLink>
            ),
          },
          {
            id: "status",
            header: t("status"),
            cell: ({ status, reason }) => (
              <span className="grid min-w-0">
                <DeploymentStatus status={status} />
                {reason ? (
                  <span className="text-caption text-text-muted max-w-64 truncate">{reason.message}</span>
                ) : null}
              </span>
            ),
          },
          {
            id: "replicas",
            header: t("replicas"),
            align: "right",
            cell: ({ runningReplicas, replicas }) => `${runningReplicas}/${replicas}`,
          },
          {
            id: "created",
            header: t("created"),
            cell: ({ createdAt }) => <RelativeTime at={createdAt.toISOString()} now={now} locale={locale} />,
          },
          {
            id: "actions",
            header: t("actions"),
            isActions: true,
            cell: ({ id, model, owner, replicas }) => <DeploymentActions {...{ id, model, owner, replicas }} />,
          },
        ]}
      />
    </Words>
  );
}
