import { Pencil, Tag } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Markdown } from "@/components/patterns/markdown";
import type { MarkdownWords } from "@/components/patterns/markdown-words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Release } from "@/server/hub/contract/release";
import type { RepoDetails } from "@/server/hub/contract/repo";
import { ArchiveLinks } from "../branches/tag-table";
import { hrefOf } from "../href";
import { AttachmentList } from "./attachment-list";
import { DeleteRelease } from "./delete-release";
import { PublishDraft } from "./publish-draft";

interface Props {
  repo: RepoDetails;
  release: Release;
  words: MarkdownWords;
}

/** What is told about a tag, and all of its files as one. */
export async function ReleaseCard({ repo, release, words }: Props) {
  const t = await getTranslations("releases");
  const { tag, title, notes, isDraft, isLatest, isPrerelease, commit, target, attachments } = release;
  return (
    <article className="rounded-card bg-surface-raised grid grid-cols-1 gap-4 border p-4">
      <header className="grid grid-cols-1 gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="text-lead min-w-0 break-words">{title}</h2>
          {isDraft ? <Badge>{t("draft")}</Badge> : null}
          {isPrerelease ? <Badge>{t("prerelease")}</Badge> : null}
          {isLatest ? <Badge>{t("latest")}</Badge> : null}
          {repo.can.write ? (
            <span className="ml-auto flex flex-wrap gap-1">
              {isDraft ? <PublishDraft repo={repo} tag={tag} /> : null}
              <Button asChild size="sm">
                <Link href={`${hrefOf(repo, "releases", "edit")}?tag=${encodeURIComponent(tag)}`} prefetch={false}>
                  <Pencil aria-hidden />
                  {t("edit")}
                </Link>
              </Button>
              <DeleteRelease repo={repo} tag={tag} />
            </span>
          ) : null}
        </div>
        <Facts repo={repo} release={release} />
      </header>
      {commit === null && target === null ? <Callout tone="warning" title={t("tagGone", { tag })} /> : null}
      {target === null ? null : (
        <Callout tone="info" title={t("tagLater", { tag, ref: target.ref, commit: target.commit.slice(0, 7) })} />
      )}
      {notes.trim() === "" ? null : <Markdown source={notes} words={words} />}
      {commit === null ? null : <ArchiveLinks repo={repo} tag={tag} />}
      <AttachmentList repo={repo} tag={tag} attachments={attachments} />
    </article>
  );
}

async function Facts({ repo, release: { tag, commit, author, publishedAt, createdAt } }: Omit<Props, "words">) {
  const locale = await getLocale();
  return (
    <p className="text-caption text-text-muted flex flex-wrap items-center gap-x-4 gap-y-1">
      <Link
        href={commit === null ? hrefOf(repo, "tags") : hrefOf(repo, "tree", tag)}
        prefetch={false}
        className="flex items-center gap-1 font-mono hover:underline"
      >
        <Tag aria-hidden className="size-3.5" />
        {tag}
      </Link>
      {commit === null ? null : (
        <Link href={hrefOf(repo, "commit", commit)} prefetch={false} className="font-mono hover:underline">
          {commit.slice(0, 7)}
        </Link>
      )}
      {author ? (
        <Link href={`/${author.name}`} prefetch={false} className="hover:underline">
          {author.displayName}
        </Link>
      ) : null}
      <RelativeTime at={(publishedAt ?? createdAt).toISOString()} now={new Date().toISOString()} locale={locale} />
    </p>
  );
}
