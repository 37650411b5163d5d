import { HardDrive } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { BreakdownBar } from "@/components/patterns/breakdown-bar";
import { EmptyState } from "@/components/patterns/empty-state";
import { ListPager } from "@/components/patterns/list-pager";
import { StatTile } from "@/components/patterns/stat-tile";
import { Words } from "@/components/shell/words";
import { ByteSize } from "@/components/ui/byte-size";
import { bytesText } from "@/components/ui/bytes-text";
import { Callout } from "@/components/ui/callout";
import type { RepoUsage, StoredFilePage } from "@/server/hub/contract/large-files";
import type { Repo } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";
import { StorageTable } from "./storage-table";

interface Props {
  repo: Repo;
  usage: z.infer<typeof RepoUsage>;
  files: z.infer<typeof StoredFilePage>;
  cursor: string | undefined;
}

/** What a repository keeps, and the way to let go of it. */
export async function StorageView({ repo, usage, files, cursor }: Props) {
  const [t, locale] = await Promise.all([getTranslations("storage"), getLocale()]);
  const here = hrefOf(repo, "settings", "storage");
  return (
    <section aria-labelledby="storage" className="grid grid-cols-1 gap-6">
      <div className="grid gap-1">
        <h2 id="storage" className="text-lead">
          {t("title")}
        </h2>
        <p className="text-small text-text-muted">{t("about")}</p>
      </div>
      <Figures usage={usage} />
      <Share repo={repo} usage={usage} />
      {usage.orphans.count === 0 ? null : (
        <Callout tone="info" title={t("orphans", { count: usage.orphans.count, size: bytesText(usage.orphans.bytes) })}>
          {t("orphansText")}
        </Callout>
      )}
      {files.items.length === 0 ? (
        <EmptyState
          icon={HardDrive}
          title={t("empty")}
          headingLevel="h3"
          command="git lfs migrate info"
          className="rounded-card border"
        >
          {t("emptyText")}
        </EmptyState>
      ) : (
        <Words namespaces={["storage"]}>
          <StorageTable
            key={files.items.map(({ oid }) => oid).join()}
            repo={repo}
            files={files.items}
            clock={{ now: new Date().toISOString(), locale }}
          />
        </Words>
      )}
      <ListPager path={here} query={{ cursor }} nextCursor={files.nextCursor} />
    </section>
  );
}

async function Figures({ usage }: Pick<Props, "usage">) {
  const t = await getTranslations("storage");
  const { gitBytes, wholeBytes, chunkedBytes, sentBytes, sharedBytes, fileCount, isCut } = usage;
  const saved = chunkedBytes - sentBytes;
  return (
    <div className="grid grid-cols-2 gap-3">
      <StatTile
        label={t("largeFiles")}
        value={<ByteSize bytes={wholeBytes + chunkedBytes} />}
        note={t(isCut ? "filesOrMore" : "files", { count: fileCount })}
      />
      <StatTile
        label={t("stored")}
        value={<ByteSize bytes={wholeBytes + sentBytes} />}
        note={t("storedNote", { whole: bytesText(wholeBytes), sent: bytesText(sentBytes) })}
      />
      <StatTile
        label={t("saved")}
        value={<ByteSize bytes={saved} />}
        note={t("savedNote", { percent: chunkedBytes === 0 ? 0 : Math.round((saved / chunkedBytes) * 100) })}
      />
      <StatTile
        label={t("git")}
        value={<ByteSize bytes={gitBytes} />}
        note={sharedBytes === 0 ? t("gitNote") : t("sharedNote", { size: bytesText(sharedBytes) })}
      />
    </div>
  );
}

/** This repository beside the others of its owner. */
async function Share({ repo, usage }: Pick<Props, "repo" | "usage">) {
  const t = await getTranslations("storage");
  const own = usage.wholeBytes + usage.chunkedBytes;
  const others = Math.max(0, usage.accountBytes - own);
  if (usage.accountBytes === 0) return null;
  return (
    <BreakdownBar
      label={t("ofOwner", { name: repo.namespace })}
      className="max-w-read"
      total={usage.accountBytes}
      parts={[
        { label: t("thisRepo"), amount: own, text: bytesText(own) },
        { label: t("otherRepos", { name: repo.namespace }), amount: others, text: bytesText(others) },
      ]}
    />
  );
}
