import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { Avatar } from "@/components/ui/avatar";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CommitSummary } from "@/server/hub/contract/content";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { hrefOf } from "./href";

interface Props {
  repo: NamedRepo;
  commit: z.infer<typeof CommitSummary>;
}

/** The commit that touched a file or a folder last, as the head of its box. */
export async function CommitBar({ repo, commit }: Props) {
  const [t, locale] = await Promise.all([getTranslations("files"), getLocale()]);
  return (
    <div className="bg-surface-sunken text-small flex items-center gap-2 border-b px-4 py-2">
      <Avatar name={commit.authorName} size="xs" />
      <span className="hidden shrink-0 font-medium sm:inline">{commit.authorName}</span>
      <Link
        href={hrefOf(repo, "commit", commit.id)}
        className="text-text-muted hover:text-text min-w-0 truncate hover:underline"
      >
        {commit.title}
      </Link>
      <span className="text-caption text-text-muted ml-auto flex shrink-0 items-center gap-1 font-mono">
        {commit.id.slice(0, 7)}
        <CopyButton text={commit.id} label={t("copyCommit")} size="xs" />
      </span>
      <span className="text-caption text-text-muted hidden md:inline">
        <RelativeTime at={commit.author.date.toISOString()} now={new Date().toISOString()} locale={locale} />
      </span>
    </div>
  );
}
