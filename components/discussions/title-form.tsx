"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { focusField } from "@/components/ui/focus-field";
import { Input } from "@/components/ui/input";
import { MAX_TITLE } from "@/server/discussions/contract/max-title";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { RefusalNote } from "./refusal-note";

interface Props {
  at: RepoAddress;
  number: number;
  title: string;
  onDone: () => void;
}

/** Another title for a discussion. */
export function TitleForm({ at, number, title, onDone }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [text, setText] = useState(title);
  const rename = useMutation(
    trpc.discussions.renameDiscussion.mutationOptions({
      onSuccess: () => {
        router.refresh();
        onDone();
      },
    }),
  );
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
        <Button variant="ghost" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
      <RefusalNote error={rename.error} />
    </form>
  );
}
