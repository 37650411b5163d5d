"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { focusField } from "@/components/ui/focus-field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { MAX_TITLE } from "@/server/discussions/contract/max-title";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { RefusalNote } from "./refusal-note";

interface Props {
  at: RepoAddress;
  number: number;
  title: string;
  canEdit: boolean;
}

/** The title, changed where it stands. */
export function TitleLine({ at, number, title, canEdit }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [text, setText] = useState<string | null>(null);
  const rename = useMutation(
    trpc.discussions.renameDiscussion.mutationOptions({
      onSuccess: () => {
        router.refresh();
        setText(null);
      },
    }),
  );
  if (text === null) {
    return (
      <div dir="auto" className="min-w-0 break-words">
        <h2 className="text-lead inline">
          {title} <span className="text-text-muted font-normal">#{number}</span>
        </h2>{" "}
        {canEdit ? <IconButton icon={Pencil} size="xs" label={t("rename")} onClick={() => setText(title)} /> : null}
      </div>
    );
  }
  return (
    <form
      ref={focusField}
      className="grid grid-cols-1 gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate({ ...at, number, title: text });
      }}
    >
      <div className="flex flex-wrap gap-2">
        <Input
          aria-label={t("titleField")}
          required
          maxLength={MAX_TITLE}
          value={text}
          className="min-w-0 flex-1 basis-64"
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          type="submit"
          variant="primary"
          busy={rename.isPending}
          disabled={text.trim() === "" || text.trim() === title}
        >
          {t("save")}
        </Button>
        <Button variant="ghost" onClick={() => setText(null)}>
          {t("cancel")}
        </Button>
      </div>
      <RefusalNote error={rename.error} />
    </form>
  );
}
