import { FileCode } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { Avatar } from "@/components/ui/avatar";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CommitPage } from "@/server/hub/contract/content";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

type Commit = Omit<z.infer<typeof CommitPage>["items"][number], "path" | "oldPath"> & {
  /** What the file was called then; without it, as the page says. */
  readonly path?: string | null;
  readonly oldPath?: string | null;
};

interface Props {
  repo: NamedRepo;
  commits: readonly Commit[];
  /** The file or folder whose history this is; empty for the whole repository. */
  path: string;
}

const dayOf = ({ author }: Commit) => author.date.toISOString().slice(0, 10);

/** Commits under the day on which they were made, newest first. */
export async function CommitList({ repo, commits, path }: Props) {
  const locale = await getLocale();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const now = new Date().toISOString();
  const groups = [...Map.groupBy(commits, dayOf)];
  return (
    <div className="grid grid-cols-1 gap-6">
      {groups.map(([date, made]) => (
        <section key={date} aria-labelledby={`day-${date}`} className="grid grid-cols-1 gap-2">
          <h2 id={`day-${date}`} className="text-small text-text-muted font-medium">
            {day.format(new Date(date))}
          </h2>
          <ol className="rounded-card bg-surface-raised divide-y border">
            {made.map((commit) => (
              <li key={commit.id} className="flex items-center gap-3 px-4 py-2.5">
                <Row repo={repo} commit={commit} path={path} look={{ now, locale }} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

interface RowProps {
  repo: Props["repo"];
  commit: Commit;
  path: string;
  look: { readonly now: string; readonly locale: string };
}

async function Row({ repo, commit, path, look }: RowProps) {
  const t = await getTranslations("commits");
  return (
    <>
      <div className="grid min-w-0 flex-1 gap-1">
        <Link
          href={hrefOf(repo, "commit", commit.id)}
          className="rounded-mark text-small hover:text-accent-text truncate font-medium hover:underline"
        >
          {commit.title || t("noMessage")}
        </Link>
        <p className="text-caption text-text-muted flex min-w-0 items-center gap-2">
          <Avatar name={commit.authorName} size="xs" />
          {commit.authorUsername ? (
            <Link href={`/${commit.authorUsername}`} className="truncate hover:underline">
              {commit.authorName}
            </Link>
          ) : (
            <span className="truncate">{commit.authorName}</span>
          )}
          <RelativeTime at={commit.author.date.toISOString()} {...look} />
          {commit.oldPath ? (
            <span className="truncate font-mono">{t("renamedFrom", { path: commit.oldPath })}</span>
          ) : null}
        </p>
      </div>
      <span className="text-caption text-text-muted flex shrink-0 items-center gap-1 font-mono">
        {commit.id.slice(0, 7)}
        <CopyButton text={commit.id} label={t("copyId")} size="xs" />
        <Link
          href={hrefOf(repo, path === "" ? "tree" : "blob", commit.id, ...(path === "" ? [] : [commit.path ?? path]))}
          aria-label={`${t("browse")}: ${commit.id.slice(0, 7)}`}
          className="rounded-control hover:bg-hover hover:text-text inline-flex size-6 items-center justify-center"
        >
          <FileCode aria-hidden className="size-3.5" />
        </Link>
      </span>
    </>
  );
}
