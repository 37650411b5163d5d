"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Dialog } from "@/components/ui/dialog";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import { Skeleton } from "@/components/ui/skeleton";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { RefusalNote } from "../refusal-note";

interface Props {
  at: RepoAddress;
  number: number;
  eventId: string;
  onClose: () => void;
}

const MOST = 50;

/** What a comment said before, newest first. */
export function CommentHistory({ at, number, eventId, onClose }: Props) {
  const t = useTranslations("discussions");
  const locale = useLocale();
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.discussions.listCommentEdits.queryOptions({ ...at, number, eventId, limit: MOST }),
  );
  return (
    <Dialog open title={t("history")} onOpenChange={onClose}>
      <RefusalNote error={error} />
      {data || error ? null : <Skeleton className="h-24" />}
      <ol className="grid grid-cols-1 gap-4">
        {data?.items.map(({ id, editor, body, createdAt }) => (
          <li key={id} className="grid grid-cols-1 gap-1">
            <p className="text-caption text-text-muted">
              {t("before", {
                who: editor?.name ?? t("nobody"),
                when: createdAt.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" }),
              })}
            </p>
            <pre
              {...keyboardScroll}
              dir="auto"
              className="rounded-control text-small scroll-thin max-h-48 overflow-auto border p-3 break-words whitespace-pre-wrap"
            >
              {body}
            </pre>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
