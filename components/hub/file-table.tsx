import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { type FileEntry, FileTreeTable } from "@/components/patterns/file-tree-table";
import type { TreePage } from "@/server/hub/contract/content";
import type { Repo } from "@/server/hub/contract/repo";
import { headerFormatOf } from "@/server/hub/contract/weights";
import { fileHref, hrefOf } from "./href";
import { SCAN_TONES } from "./scan/scan-badge";

type Entry = z.infer<typeof TreePage>["items"][number];

interface Props {
  repo: Repo;
  place: { readonly revision: string; readonly path: string };
  entries: readonly Entry[];
}

const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** The files and folders of one folder, each with the commit that touched it last. */
export async function FileTable({ repo, place: { revision, path }, entries }: Props) {
  const [t, scan, locale] = await Promise.all([getTranslations("files"), getTranslations("scan"), getLocale()]);
  const parent = parentOf(path);
  return (
    <FileTreeTable
      now={new Date().toISOString()}
      locale={locale}
      {...(path && { parentHref: hrefOf(repo, "tree", revision, ...(parent ? [parent] : [])) })}
      entries={entries.map((entry) => ({
        ...shown(repo, revision, entry),
        ...(entry.scanStatus && {
          mark: { text: scan(`status.${entry.scanStatus}`), tone: SCAN_TONES[entry.scanStatus] },
        }),
      }))}
      labels={{
        table: t("table"),
        name: t("name"),
        size: t("size"),
        commit: t("lastCommit"),
        updated: t("updated"),
        download: t("download"),
        inspect: t("inspect"),
        parent: t("parent"),
      }}
    />
  );
}

function shown(repo: Repo, revision: string, entry: Entry): FileEntry {
  const isFile = entry.kind === "file" || entry.kind === "symlink";
  const commit = entry.lastCommit;
  const href = hrefOf(repo, isFile ? "blob" : "tree", revision, entry.path);
  return {
    name: entry.path.slice(entry.path.lastIndexOf("/") + 1),
    type: isFile ? "file" : "folder",
    href,
    ...(isFile && { bytes: entry.size, downloadHref: `${fileHref(repo, revision, entry.path)}?download=true` }),
    ...(entry.kind === "file" && headerFormatOf(entry.path) !== null && { inspectHref: `${href}#tensors` }),
    ...(entry.lfs && { storage: "LFS" }),
    ...(commit && {
      commit: { message: commit.title, href: hrefOf(repo, "commit", commit.id), at: commit.author.date.toISOString() },
    }),
  };
}
