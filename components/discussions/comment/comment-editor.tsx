"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { MarkdownBox } from "../markdown-box";
import { RefusalNote } from "../refusal-note";

interface Props {
  at: RepoAddress;
  number: number;
  eventId: string;
  body: string;
  onClose: () => void;
}

/** Changes what one said; what it said before stays in its history. */
export function CommentEditor({ at, number, eventId, body: start, onClose }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [body, setBody] = useState(start);
  const edit = useMutation(
    trpc.discussions.editComment.mutationOptions({
      onSuccess: () => {
        router.refresh();
        onClose();
      },
    }),
  );
  return (
    <form
      className="grid grid-cols-1 gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        edit.mutate({ ...at, number, eventId, body });
      }}
    >
      <MarkdownBox id={`edit-${eventId}`} label={t("editComment")} value={body} onChange={setBody} />
      <RefusalNote error={edit.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={body.trim() === ""} busy={edit.isPending}>
          {t("save")}
        </Button>
        <Button variant="ghost" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
