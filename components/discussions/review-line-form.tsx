"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { focusField } from "@/components/ui/focus-field";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { MarkdownBox } from "./markdown-box";
import { RefusalNote } from "./refusal-note";
import type { LineChoice } from "./review-rows";

interface Props {
  at: RepoAddress;
  number: number;
  commit: string;
  path: string;
  choice: LineChoice;
  /** The chosen lines as they are. */
  text: string;
  hasDrafts: boolean;
  onDone: () => void;
}

/** A remark on lines: said at once, or kept for the review. */
export function ReviewLineForm({ at, number, commit, path, choice, text, hasDrafts, onDone }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const id = useId();
  const [body, setBody] = useState("");
  const answered = {
    onSuccess: () => {
      onDone();
      router.refresh();
    },
  };
  const say = useMutation(trpc.discussions.reviewPull.mutationOptions(answered));
  const keep = useMutation(trpc.discussions.addReviewDraft.mutationOptions(answered));
  const { side, from, to } = choice;
  const remark = { path, side, line: to, body, ...(from < to && { startLine: from }) };
  const label = from < to ? t("commentOnLines", { from, to }) : t("onLine", { line: to });
  const suggest = () => {
    setBody((said) => `${said}\n\`\`\`suggestion\n${text}\n\`\`\`\n`.trimStart());
    document.getElementById(id)?.focus();
  };
  const isEmpty = body.trim() === "";
  return (
    <div ref={focusField} className="grid gap-3 p-2">
      <MarkdownBox {...{ id, label, value: body, onChange: setBody, rows: 4 }} />
      <p className="text-caption text-text-muted">{t("severalLines")}</p>
      <RefusalNote error={say.error ?? keep.error} />
      <div className="flex flex-wrap gap-2">
        <Button
          variant={hasDrafts ? "secondary" : "primary"}
          disabled={isEmpty}
          busy={say.isPending}
          onClick={() => say.mutate({ ...at, number, commit, comments: [remark] })}
        >
          {t("say")}
        </Button>
        <Button
          variant={hasDrafts ? "primary" : "secondary"}
          disabled={isEmpty}
          busy={keep.isPending}
          onClick={() => keep.mutate({ ...at, number, commit, ...remark })}
        >
          {t(hasDrafts ? "addToReview" : "startReview")}
        </Button>
        {side === "new" ? <Button onClick={suggest}>{t("suggest")}</Button> : null}
        <Button variant="ghost" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </div>
  );
}
