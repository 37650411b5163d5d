"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { MarkdownBox } from "./markdown-box";
import { RefusalNote } from "./refusal-note";

interface Props {
  at: RepoAddress;
  number: number;
  draftId: string;
  body: string;
  /** The lines it is about. */
  where: string;
  /** The remark as it will look. */
  children: ReactNode;
}

/** A remark that nobody else sees yet. */
export function ReviewDraft({ at, number, draftId, body, where, children }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [text, setText] = useState<string | null>(null);
  const onSuccess = () => {
    setText(null);
    router.refresh();
  };
  const edit = useMutation(trpc.discussions.editReviewDraft.mutationOptions({ onSuccess }));
  const remove = useMutation(trpc.discussions.deleteReviewDraft.mutationOptions({ onSuccess }));
  const about = { ...at, number, draftId };
  return (
    <div className="rounded-card bg-surface-raised grid min-w-0 gap-2 border border-dashed px-4 py-2">
      <p className="text-caption text-text-muted flex flex-wrap items-center gap-2">
        <Badge tone="warning">{t("pending")}</Badge>
        {where}
      </p>
      {text === null ? (
        children
      ) : (
        <MarkdownBox id={draftId} label={t("editDraft")} value={text} onChange={setText} rows={4} />
      )}
      <RefusalNote error={edit.error ?? remove.error} />
      <div className="flex flex-wrap gap-2">
        {text === null ? (
          <>
            <Button size="sm" onClick={() => setText(body)}>
              {t("acts.edit")}
            </Button>
            <Button size="sm" variant="ghost" busy={remove.isPending} onClick={() => remove.mutate(about)}>
              {t("deleteDraft")}
            </Button>
          </>
        ) : (
          <>
            <Button
              size="sm"
              variant="primary"
              disabled={text.trim() === ""}
              busy={edit.isPending}
              onClick={() => edit.mutate({ ...about, body: text })}
            >
              {t("save")}
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setText(null)}>
              {t("cancel")}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
