"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useDraft } from "@/components/hooks/use-draft";
import { Button } from "@/components/ui/button";
import type { CloseReason, DiscussionStatus } from "@/server/discussions/contract";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { MarkdownBox } from "./markdown-box";
import { RefusalNote } from "./refusal-note";

const CLOSE_REASONS = ["completed", "not_planned"] as const satisfies readonly CloseReason[];

interface Props {
  at: RepoAddress;
  number: number;
  status: DiscussionStatus;
  canEdit: boolean;
  isPull: boolean;
  /** Begins with this, such as a quote. */
  start: string;
}

/** Say something, and close or open again what one may. */
export function CommentForm({ at, number, status, canEdit, isPull, start }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [body, setBody] = useDraft(`draft ${at.shelf}/${at.namespace}/${at.name}#${number}`, start);
  const answered = {
    onSuccess: () => {
      setBody("");
      router.refresh();
    },
  };
  const comment = useMutation(trpc.discussions.addComment.mutationOptions(answered));
  const move = useMutation(trpc.discussions.setDiscussionStatus.mutationOptions(answered));
  const leftStatus = useRef<DiscussionStatus | null>(null);
  const moveTo = (next: "open" | "closed" | "draft", why: { reason?: CloseReason } = {}) => {
    leftStatus.current = status;
    move.mutate({ ...at, number, status: next, comment: body, ...why });
  };
  // The button that was pressed is gone with its status: the one in its place takes the focus.
  const takeFocus = (button: HTMLButtonElement | null) => {
    if (!button || leftStatus.current === null || leftStatus.current === status) return;
    leftStatus.current = null;
    button.focus();
  };
  const isOver = status === "closed";
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim() !== "") comment.mutate({ ...at, number, body });
      }}
    >
      <MarkdownBox id="comment" label={t("comment")} value={body} onChange={setBody} />
      <RefusalNote error={comment.error ?? move.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={body.trim() === ""} busy={comment.isPending}>
          {t("say")}
        </Button>
        {canEdit && status !== "merged" && (isOver || isPull) ? (
          <Button key={status} ref={takeFocus} busy={move.isPending} onClick={() => moveTo(isOver ? "open" : "closed")}>
            {t(isOver ? "reopen" : "close")}
          </Button>
        ) : null}
        {canEdit && !isOver && !isPull
          ? CLOSE_REASONS.map((reason) => (
              <Button key={reason} ref={takeFocus} busy={move.isPending} onClick={() => moveTo("closed", { reason })}>
                {t(`closeAs.${reason}`)}
              </Button>
            ))
          : null}
        {canEdit && status === "draft" ? (
          <Button busy={move.isPending} onClick={() => moveTo("open")}>
            {t("publish")}
          </Button>
        ) : null}
        {canEdit && isPull && status === "open" ? (
          <Button variant="ghost" busy={move.isPending} onClick={() => moveTo("draft")}>
            {t("makeDraft")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
