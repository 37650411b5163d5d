import { HardDrive } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { KindIcon } from "@/components/patterns/asset-kind";
import { EmptyState } from "@/components/patterns/empty-state";
import { FormSection } from "@/components/patterns/form-section";
import { ListPager } from "@/components/patterns/list-pager";
import { type RecordColumn, RecordTable } from "@/components/patterns/record-table";
import { Badge } from "@/components/ui/badge";
import { ByteSize } from "@/components/ui/byte-size";
import { Progress } from "@/components/ui/progress";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { RepoStoragePage } from "@/server/hub/contract/people";
import type { OwnerStorage } from "@/server/hub/contract/storage-quota";
import { hrefOf } from "../href";
import { OwnerLimit } from "./owner-limit";

type Page = z.infer<typeof RepoStoragePage>;
type Row = Page["items"][number];

interface Props {
  page: Page;
  /** What the account keeps and may keep. */
  storage: OwnerStorage;
  path: string;
  cursor: string | undefined;
}

/** What each repository of an account keeps, with the way to its own page. */
export async function AccountStorage({ page: { items, nextCursor }, storage, path, cursor }: Props) {
  const [t, hub, locale] = await Promise.all([getTranslations("storage"), getTranslations("hub"), getLocale()]);
  const now = new Date().toISOString();
  const columns: RecordColumn<Row>[] = [
    { id: "name", header: t("columns.name"), cell: (row) => <Name row={row} />, isTitle: true },
    {
      id: "visibility",
      header: t("columns.visibility"),
      cell: (row) => <Badge>{hub(`visibility.${row.visibility}`)}</Badge>,
    },
    { id: "size", header: t("columns.size"), align: "right", cell: (row) => <ByteSize bytes={row.storageBytes} /> },
    { id: "share", header: t("columns.share"), cell: (row) => <Share row={row} label={t("columns.share")} /> },
    {
      id: "updated",
      header: t("columns.updated"),
      cell: (row) => <RelativeTime at={row.updatedAt.toISOString()} now={now} locale={locale} />,
    },
  ];
  return (
    <FormSection title={t("title")} description={t("accountAbout")}>
      <OwnerLimit storage={storage} />
      {items.length === 0 ? (
        <EmptyState icon={HardDrive} title={t("noRepos")} headingLevel="h3" className="rounded-card border">
          {t("noReposText")}
        </EmptyState>
      ) : (
        <div className="rounded-card bg-surface-raised border">
          <RecordTable
            label={t("title")}
            columns={columns}
            rows={items}
            rowId={({ kind, name }) => `${kind} ${name}`}
          />
        </div>
      )}
      <ListPager path={path} query={{ cursor }} nextCursor={nextCursor} />
    </FormSection>
  );
}

function Name({ row: { kind, name: fullName } }: { row: Row }) {
  const [namespace = "", name = ""] = fullName.split("/");
  return (
    <span className="flex min-w-0 items-center gap-2">
      <KindIcon kind={kind} size="sm" />
      <TextLink
        href={hrefOf({ kind, namespace, name }, "settings", "storage")}
        prefetch={false}
        tone="plain"
        className="min-w-0 break-all"
      >
        {name}
      </TextLink>
    </span>
  );
}

const Share = ({ row: { share }, label }: { row: Row; label: string }) => (
  <span className="flex items-center gap-2">
    <Progress label={label} value={share} isLabelHidden className="w-20" />
    <span className="text-caption text-text-muted tabular-nums">{Math.round(share * 100)}%</span>
  </span>
);
