"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { lazyPart } from "@/components/ui/lazy-part";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { MarkdownBox } from "./markdown-box";
import { RefusalNote } from "./refusal-note";

const DiscardReview = lazyPart(() => import("./discard-review").then((module) => module.DiscardReview));

interface Props {
  at: RepoAddress;
  number: number;
  commit: string;
  /** Who opened it may remark, and not judge. */
  canJudge: boolean;
  /** Remarks on lines that go with it. */
  draftCount: number;
}

export function ReviewBox({ at, number, commit, canJudge, draftCount }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [body, setBody] = useState("");
  const review = useMutation(
    trpc.discussions.reviewPull.mutationOptions({
      onSuccess: () => {
        setBody("");
        router.refresh();
      },
    }),
  );
  const say = (verdict: "approve" | "request_changes" | "comment") =>
    review.mutate({ ...at, number, commit, verdict, body, withDrafts: true });
  return (
    <Card>
      <CardHeader title={t("review")} />
      <CardBody className="grid gap-3">
        <MarkdownBox id="review" label={t("reviewText")} value={body} onChange={setBody} rows={4} />
        {draftCount > 0 ? <Callout tone="info" title={t("pendingCount", { count: draftCount })} /> : null}
        <RefusalNote error={review.error} />
        <div className="flex flex-wrap gap-2">
          {canJudge ? (
            <>
              <Button variant="primary" busy={review.isPending} onClick={() => say("approve")}>
                {t("approve")}
              </Button>
              <Button busy={review.isPending} onClick={() => say("request_changes")}>
                {t("requestChanges")}
              </Button>
            </>
          ) : null}
          <Button
            busy={review.isPending}
            disabled={body.trim() === "" && draftCount === 0}
            onClick={() => say("comment")}
          >
            {t("remark")}
          </Button>
          {draftCount > 0 ? <DiscardReview {...{ at, number }} count={draftCount} /> : null}
        </div>
      </CardBody>
    </Card>
  );
}
