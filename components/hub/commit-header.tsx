import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { MarkdownWords } from "@/components/patterns/markdown-words";
import { WordLinks } from "@/components/patterns/word-links";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CommitView } from "@/server/hub/contract/content";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

interface Props {
  repo: NamedRepo;
  commit: z.infer<typeof CommitView>;
  words: MarkdownWords;
}

/** Who changed what, when and why. */
export async function CommitHeader({ repo, commit, words }: Props) {
  const [t, locale] = await Promise.all([getTranslations("commits"), getLocale()]);
  const now = new Date().toISOString();
  return (
    <header className="rounded-card bg-surface-raised grid grid-cols-1 gap-3 border p-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2 className="text-lead min-w-0 break-words">
          {commit.title ? <WordLinks text={commit.title} words={words} /> : t("noMessage")}
        </h2>
        <Button asChild size="sm">
          <Link href={hrefOf(repo, "tree", commit.id)}>{t("browse")}</Link>
        </Button>
      </div>
      {commit.body ? (
        <pre className="text-small text-text-muted font-sans break-words whitespace-pre-wrap">
          <WordLinks text={commit.body} words={words} />
        </pre>
      ) : null}
      <div className="text-caption text-text-muted flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="flex items-center gap-2">
          <Avatar name={commit.authorName} size="xs" />
          {commit.authorUsername ? (
            <Link href={`/${commit.authorUsername}`} className="text-text font-medium hover:underline">
              {commit.authorName}
            </Link>
          ) : (
            <span className="text-text font-medium">{commit.authorName}</span>
          )}
          <RelativeTime at={commit.author.date.toISOString()} now={now} locale={locale} />
        </span>
        <span className="flex items-center gap-1">
          {t("commit")}
          <code className="font-mono">{commit.id.slice(0, 12)}</code>
          <CopyButton text={commit.id} label={t("copyId")} size="xs" />
        </span>
        {commit.parents.map((parent) => (
          <span key={parent} className="flex items-center gap-1">
            {t("parent")}
            <Link href={hrefOf(repo, "commit", parent)} className="text-accent-text font-mono hover:underline">
              {parent.slice(0, 12)}
            </Link>
          </span>
        ))}
      </div>
    </header>
  );
}
