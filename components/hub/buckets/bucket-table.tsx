import { Archive } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { type RecordColumn, RecordTable } from "@/components/patterns/record-table";
import { Badge } from "@/components/ui/badge";
import { ByteSize } from "@/components/ui/byte-size";
import { Count } from "@/components/ui/count";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { Bucket } from "@/server/hub/contract/bucket";
import { BucketCommand } from "./bucket-command";
import { bucketHref } from "./bucket-href";

interface Props {
  buckets: readonly Bucket[];
  /** Whose buckets these are; absent for a list of everybody's, which names the owners. */
  owner?: string;
  /** In whose name the viewer may make one; absent for everybody else. */
  maker: string | undefined;
}

export async function BucketTable({ buckets, owner, maker }: Props) {
  const [t, hub, locale] = await Promise.all([getTranslations("buckets"), getTranslations("hub"), getLocale()]);
  const command = maker === undefined ? null : `hf buckets create ${maker}/name --private`;
  if (buckets.length === 0) {
    return (
      <EmptyState icon={Archive} title={t("none")} className="rounded-card border" {...(command && { command })}>
        {t("noneText")}
      </EmptyState>
    );
  }
  const now = new Date().toISOString();
  const columns: RecordColumn<Bucket>[] = [
    {
      id: "name",
      header: t("name"),
      isTitle: true,
      cell: (bucket) => (
        <TextLink href={bucketHref(bucket)} tone="plain" className="break-all">
          {owner === undefined ? `${bucket.namespace}/${bucket.name}` : bucket.name}
        </TextLink>
      ),
    },
    {
      id: "visibility",
      header: t("visibility"),
      cell: ({ visibility }) => <Badge>{hub(`visibility.${visibility}`)}</Badge>,
    },
    {
      id: "files",
      header: t("files"),
      align: "right",
      cell: ({ fileCount }) => <Count value={fileCount} locale={locale} />,
    },
    { id: "size", header: t("size"), align: "right", cell: ({ sizeBytes }) => <ByteSize bytes={sizeBytes} /> },
    {
      id: "updated",
      header: t("updated"),
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt.toISOString()} now={now} locale={locale} />,
    },
  ];
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="rounded-card bg-surface-raised border">
        <RecordTable label={t("title")} columns={columns} rows={buckets} rowId={({ id }) => id} />
      </div>
      {command ? <BucketCommand label={t("another")} command={command} /> : null}
    </div>
  );
}
