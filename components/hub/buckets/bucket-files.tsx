import { Archive, Download, File, Folder } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { type RecordColumn, RecordTable } from "@/components/patterns/record-table";
import { ByteSize } from "@/components/ui/byte-size";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { BucketDetails, BucketEntry } from "@/server/hub/contract/bucket";
import { BucketCommand } from "./bucket-command";
import { bucketFileHref, bucketHref, bucketUri } from "./bucket-href";
import { BucketPath } from "./bucket-path";
import { DeleteBucketFile } from "./delete-bucket-file";

interface Props {
  bucket: BucketDetails;
  /** Folder that is shown. */
  path: string;
  entries: readonly BucketEntry[];
}

const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** One folder of a bucket. */
export async function BucketFiles({ bucket, path, entries }: Props) {
  const [t, locale] = await Promise.all([getTranslations("buckets"), getLocale()]);
  const now = new Date().toISOString();
  if (entries.length === 0) {
    const command = `hf sync . ${bucketUri(bucket, path)}`;
    return (
      <div className="grid grid-cols-1 gap-3">
        {path === "" ? null : <BucketPath bucket={bucket} path={path} />}
        <EmptyState
          icon={Archive}
          title={t(path === "" ? "empty" : "nothingHere")}
          className="rounded-card border"
          {...(bucket.can.write && { command })}
        >
          {t("emptyText")}
        </EmptyState>
      </div>
    );
  }
  const columns: RecordColumn<BucketEntry>[] = [
    {
      id: "name",
      header: t("name"),
      isTitle: true,
      cell: (entry) => <EntryName bucket={bucket} entry={entry} />,
    },
    {
      id: "size",
      header: t("size"),
      align: "right",
      cell: ({ size }) => (size === null ? null : <ByteSize bytes={size} />),
    },
    {
      id: "uploaded",
      header: t("uploaded"),
      cell: ({ uploadedAt }) =>
        uploadedAt === null ? null : <RelativeTime at={uploadedAt.toISOString()} now={now} locale={locale} />,
    },
    {
      id: "actions",
      header: t("actions"),
      isActions: true,
      cell: (entry) => (entry.kind === "file" ? <FileActions bucket={bucket} path={entry.path} /> : null),
    },
  ];
  return (
    <div className="grid grid-cols-1 gap-3">
      <BucketPath bucket={bucket} path={path} />
      <div className="rounded-card bg-surface-raised border">
        <RecordTable label={t("filesOf", { name: bucket.name })} columns={columns} rows={entries} rowId={rowId} />
      </div>
      <BucketCommand
        command={`hf sync ${bucketUri(bucket, path)} ./${nameOf(path) || bucket.name}`}
        label={t("fetch")}
      />
    </div>
  );
}

const rowId = ({ kind, path }: BucketEntry) => `${kind} ${path}`;

function EntryName({ bucket, entry: { kind, path } }: { bucket: BucketDetails; entry: BucketEntry }) {
  const isFile = kind === "file";
  const Icon = isFile ? File : Folder;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Icon aria-hidden className="text-text-muted size-4 shrink-0" />
      {isFile ? (
        <span className="break-all">{nameOf(path)}</span>
      ) : (
        <TextLink href={bucketHref(bucket, path)} prefetch={false} tone="plain" className="break-all">
          {nameOf(path)}
        </TextLink>
      )}
    </span>
  );
}

async function FileActions({ bucket, path }: { bucket: BucketDetails; path: string }) {
  const t = await getTranslations("buckets");
  return (
    <span className="flex items-center justify-end gap-1">
      <a
        href={bucketFileHref(bucket, path)}
        aria-label={t("download", { name: nameOf(path) })}
        className="rounded-control text-text-muted hover:bg-hover hover:text-text inline-flex size-7 items-center justify-center"
      >
        <Download aria-hidden className="size-3.5" />
      </a>
      {bucket.can.write ? (
        <DeleteBucketFile bucket={{ namespace: bucket.namespace, name: bucket.name }} path={path} />
      ) : null}
    </span>
  );
}
