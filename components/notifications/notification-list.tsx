import {
  AtSign,
  CircleAlert,
  CircleCheck,
  Flag,
  GitCommitHorizontal,
  KeyRound,
  type LucideIcon,
  MessagesSquare,
  ShieldAlert,
  Tag,
  UserMinus,
  UserPlus,
  Users,
  Wallet,
} from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Notification, NotificationKind } from "@/server/notifications/contract";

interface Props {
  notifications: readonly z.infer<typeof Notification>[];
  locale: string;
}

const ICONS: Record<NotificationKind, LucideIcon> = {
  memberAdded: UserPlus,
  memberRemoved: UserMinus,
  teamMemberRemoved: UserMinus,
  invitationAccepted: Users,
  deploymentFailed: CircleAlert,
  deploymentRecovered: CircleCheck,
  discussionMention: AtSign,
  discussionNews: MessagesSquare,
  commentReported: Flag,
  accessRequested: KeyRound,
  accessAccepted: CircleCheck,
  accessRejected: CircleAlert,
  secretsFound: ShieldAlert,
  tokenExposed: ShieldAlert,
  mirrorFailed: CircleAlert,
  budgetReached: Wallet,
  repoUpdated: GitCommitHorizontal,
  repoTagged: Tag,
};

/** What is done in discussions, as far as it has words of its own. */
const DEEDS = [
  "opened",
  "commented",
  "approved",
  "requestedChanges",
  "closed",
  "merged",
  "reopened",
  "drafted",
  "pushed",
  "assigned",
  "asked",
  "dismissed",
  "refused",
] as const;

/** Newest first; what was not read has a mark and a word for who cannot see it. */
export async function NotificationList({ notifications, locale }: Props) {
  const t = await getTranslations("notifications");
  const now = new Date().toISOString();
  return (
    <ul className="rounded-card bg-surface-raised divide-y border">
      {notifications.map(({ id, kind, params, path, excerpt, readAt, createdAt }) => {
        const Icon = ICONS[kind];
        const deed = kind === "discussionNews" ? DEEDS.find((one) => one === params.deed) : undefined;
        const text = deed ? t(`deeds.${deed}`, params) : t(`kinds.${kind}`, { period: "", ...params });
        return (
          <li key={id} className="text-small relative flex items-center gap-3 px-4 py-3">
            <Icon aria-hidden className={cn("size-4 shrink-0", kind === "deploymentFailed" && "text-danger")} />
            <div className="grid min-w-0 flex-1 gap-0.5">
              <p className={cn("break-words", readAt === null && "font-medium")}>
                {path ? (
                  <Link href={path} className="hover:underline">
                    {text}
                  </Link>
                ) : (
                  text
                )}
                {readAt === null ? <span className="sr-only"> ({t("unread")})</span> : null}
              </p>
              {excerpt === null ? null : (
                <p dir="auto" className="text-text-muted line-clamp-2 break-words">
                  {excerpt}
                </p>
              )}
            </div>
            <RelativeTime
              at={createdAt.toISOString()}
              now={now}
              locale={locale}
              className="text-caption text-text-muted"
            />
            <span
              aria-hidden
              className={cn("size-2 shrink-0 rounded-full", readAt === null ? "bg-accent" : "bg-transparent")}
            />
          </li>
        );
      })}
    </ul>
  );
}
