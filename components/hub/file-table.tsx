import { File, Folder } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { Badge } from "@/components/ui/badge";
import { ByteSize } from "@/components/ui/byte-size";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TreePage } from "@/server/hub/contract/content";
import type { Repo } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

type Entry = z.infer<typeof TreePage>["items"][number];

interface Props {
  repo: Repo;
  place: { readonly revision: string; readonly path: string };
  entries: readonly Entry[];
}

const baseName = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** The files and folders of one folder, each with the commit that touched it last. */
export async function FileTable({ repo, place: { revision, path }, entries }: Props) {
  const [t, locale] = await Promise.all([getTranslations("hub"), getLocale()]);
  const now = new Date().toISOString();
  const parent = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  return (
    <div className="rounded-card overflow-hidden border">
      <table aria-label={t("files")} className="text-small w-full text-left">
        <tbody className="divide-y">
          {path ? (
            <tr className="hover:bg-hover">
              <td colSpan={4} className="px-4 py-2">
                <Link href={hrefOf(repo, "tree", revision, ...(parent ? [parent] : []))}>../</Link>
              </td>
            </tr>
          ) : null}
          {entries.map((entry) => (
            <tr key={entry.path} className="hover:bg-hover">
              <td className="w-full max-w-0 py-2 pl-4 md:w-2/5">
                <Name repo={repo} revision={revision} entry={entry} />
              </td>
              <td className="text-text-muted py-2 pr-4 pl-4 text-right whitespace-nowrap">
                {entry.kind === "file" ? <ByteSize bytes={entry.size} /> : null}
              </td>
              <td className="text-text-muted hidden w-2/5 max-w-0 truncate py-2 pl-6 md:table-cell">
                {entry.lastCommit?.title}
              </td>
              <td className="text-text-muted hidden py-2 pr-4 pl-4 text-right whitespace-nowrap lg:table-cell">
                {entry.lastCommit ? (
                  <RelativeTime at={entry.lastCommit.author.date.toISOString()} now={now} locale={locale} />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Name({ repo, revision, entry }: { repo: Repo; revision: string; entry: Entry }) {
  const isFolder = entry.kind === "directory";
  const Icon = isFolder ? Folder : File;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Icon aria-hidden className="text-text-faint size-4 shrink-0" />
      <Link
        href={hrefOf(repo, isFolder ? "tree" : "blob", revision, entry.path)}
        className="rounded-mark hover:text-accent-text truncate font-medium hover:underline"
      >
        {baseName(entry.path)}
      </Link>
      {entry.lfs ? <Badge className="hidden sm:inline-flex">LFS</Badge> : null}
    </span>
  );
}
