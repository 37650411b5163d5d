import { Lock, MessageSquare, Pin } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Discussion } from "@/server/discussions/contract";
import { discussionHref } from "../discussion-href";
import { LabelBadge } from "../label-badge";
import { StatusBadge } from "../status-badge";
import { TaskProgress } from "../task-progress";

interface Props {
  /** Page of the repository. */
  base: string;
  discussions: readonly Discussion[];
  /** Rows can be ticked, to change many at once. */
  isChoosable: boolean;
}

export async function DiscussionList({ base, discussions, isChoosable }: Props) {
  return (
    <ul className="rounded-card bg-surface-raised divide-y border">
      {discussions.map((discussion) => (
        <DiscussionRow key={discussion.id} {...{ base, discussion, isChoosable }} />
      ))}
    </ul>
  );
}

interface RowProps extends Pick<Props, "base" | "isChoosable"> {
  discussion: Discussion;
}

async function DiscussionRow({ base, discussion, isChoosable }: RowProps) {
  const [t, locale] = await Promise.all([getTranslations("discussions"), getLocale()]);
  const { number, title, author, labels, commentCount, isPinned, isLocked } = discussion;
  const who = author?.name ?? t("nobody");
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      {isChoosable ? (
        <input
          type="checkbox"
          name="number"
          value={number}
          aria-label={t("choose", { number })}
          className="accent-accent mt-1 size-4 shrink-0"
        />
      ) : null}
      <StatusBadge discussion={discussion} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex min-w-0 flex-wrap items-center gap-2">
          <Link href={discussionHref(base, number)} dir="auto" className="font-medium break-words hover:underline">
            {title}
          </Link>
          {labels.map((label) => (
            <LabelBadge key={label.name} label={label} />
          ))}
          {isPinned ? <Pin role="img" aria-label={t("pinned")} className="text-text-muted size-3.5" /> : null}
          {isLocked ? <Lock role="img" aria-label={t("locked")} className="text-text-muted size-3.5" /> : null}
        </p>
        <p className="text-caption text-text-muted flex flex-wrap items-center gap-x-2">
          <span className="min-w-0 break-words">
            {t("openedBy", { number, author: who })}{" "}
            <RelativeTime at={discussion.createdAt.toISOString()} now={new Date().toISOString()} locale={locale} />
          </span>
          <TaskProgress tasks={discussion.tasks} />
        </p>
      </div>
      <span className="text-caption text-text-muted flex items-center gap-1 tabular-nums">
        <MessageSquare aria-hidden className="size-3.5" />
        <span className="sr-only">{t("comments")}</span>
        {commentCount}
      </span>
    </li>
  );
}
