"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { lazyPart } from "@/components/ui/lazy-part";
import type { DiscussionDetails } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { RefusalNote } from "./refusal-note";
import { verdictTone } from "./verdict-tone";

const Dismissal = lazyPart(() => import("./review-dismissal").then((module) => module.ReviewDismissal));

type Reviewer = DiscussionDetails["reviewers"][number];

interface Props {
  at: RepoAddress;
  number: number;
  reviewers: readonly Reviewer[];
  /** May ask for reviews. */
  canAsk: boolean;
  /** May say that a review counts no longer. */
  canDismiss: boolean;
}

/** What each reviewer said last, and whether it is about what there is now. */
export function ReviewList({ at, number, reviewers, canAsk, canDismiss }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [dismissed, setDismissed] = useState<Reviewer | null>(null);
  const ask = useMutation(trpc.discussions.askForReviewAgain.mutationOptions({ onSuccess: () => router.refresh() }));
  if (reviewers.length === 0) return null;
  return (
    <>
      <ul aria-label={t("reviews")} className="rounded-control divide-y border">
        {reviewers.map((reviewer) => (
          <li key={reviewer.name} className="text-small flex min-w-0 flex-wrap items-center gap-2 px-3 py-2">
            <Avatar name={reviewer.name} src={reviewer.avatarUrl} size="xs" />
            <span className="min-w-0 font-medium break-words">{reviewer.name}</span>
            <Badge tone={verdictTone(reviewer)}>
              {t(`verdict.${reviewer.isAwaited ? "waiting" : (reviewer.verdict ?? "waiting")}`)}
            </Badge>
            {reviewer.isStale ? (
              <span className="text-text-muted min-w-0 break-words">{t("staleApproval")}</span>
            ) : null}
            <span className="ml-auto flex">
              {canAsk && reviewer.verdict !== null && !reviewer.isAwaited ? (
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t("askAgainOf", { name: reviewer.name })}
                  busy={ask.isPending && ask.variables.username === reviewer.name}
                  onClick={() => ask.mutate({ ...at, number, username: reviewer.name })}
                >
                  {t("askAgain")}
                </Button>
              ) : null}
              {canDismiss && reviewer.reviewId !== null ? (
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t("dismissOf", { name: reviewer.name })}
                  onClick={() => setDismissed(reviewer)}
                >
                  {t("dismiss")}
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <RefusalNote error={ask.error} />
      {dismissed?.reviewId ? (
        <Dismissal
          {...{ at, number, name: dismissed.name, eventId: dismissed.reviewId }}
          onClose={() => setDismissed(null)}
        />
      ) : null}
    </>
  );
}
