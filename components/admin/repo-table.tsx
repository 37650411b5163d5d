import { Globe, Lock, Users } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { KindIcon } from "@/components/patterns/asset-kind";
import { RecordTable } from "@/components/patterns/record-table";
import { Words } from "@/components/shell/words";
import { Badge } from "@/components/ui/badge";
import { ByteSize } from "@/components/ui/byte-size";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ManagedRepo } from "@/server/hub/contract/managed-repo";
import { shelfOf } from "@/server/hub/contract/repo";
import { RepoActions } from "./repo-actions";

const ICONS = { public: Globe, internal: Users, private: Lock } as const;

/** Every repository: facts about it, and a way in only where the administrator may read it. */
export async function RepoTable({ repos }: { repos: readonly ManagedRepo[] }) {
  const [t, locale] = await Promise.all([getTranslations("adminRepos"), getLocale()]);
  const now = new Date().toISOString();
  return (
    <Words namespaces={["adminRepoActions"]}>
      <RecordTable
        label={t("title")}
        rows={repos}
        rowId={({ id }) => id}
        columns={[
          { id: "name", header: t("name"), isTitle: true, cell: (repo) => <Name repo={repo} closed={t("closed")} /> },
          { id: "kind", header: t("kind"), cell: ({ kind }) => t(`kinds.${kind}`) },
          {
            id: "visibility",
            header: t("visibility"),
            cell: ({ visibility }) => <Badge icon={ICONS[visibility]}>{t(`visibilities.${visibility}`)}</Badge>,
          },
          {
            id: "size",
            header: t("size"),
            align: "right",
            cell: ({ storageBytes }) => <ByteSize bytes={storageBytes} />,
          },
          {
            id: "at",
            header: t("at"),
            cell: ({ deletedAt, updatedAt }) => (
              <RelativeTime at={(deletedAt ?? updatedAt).toISOString()} now={now} locale={locale} />
            ),
          },
          {
            id: "actions",
            header: t("actions"),
            isActions: true,
            cell: ({ id, namespace, name, deletedAt }) => (
              <RepoActions id={id} fullName={`${namespace}/${name}`} isDeleted={deletedAt !== null} />
            ),
          },
        ]}
      />
    </Words>
  );
}

function Name({ repo: { kind, namespace, name, isReadable }, closed }: { repo: ManagedRepo; closed: string }) {
  const text = (
    <>
      <span className="text-text-muted">{namespace}/</span>
      <span className="font-medium">{name}</span>
    </>
  );
  const shelf = kind === "model" ? "" : `/${shelfOf(kind)}`;
  return (
    <span className="flex min-w-0 items-center gap-3">
      <KindIcon kind={kind} size="sm" />
      {isReadable ? (
        <Link href={`${shelf}/${namespace}/${name}`} className="rounded-mark break-all hover:underline">
          {text}
        </Link>
      ) : (
        <span title={closed} className="break-all">
          {text}
        </span>
      )}
    </span>
  );
}
