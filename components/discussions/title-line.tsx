"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { lazyPart } from "@/components/ui/lazy-part";
import type { RepoAddress } from "@/server/hub/contract/repo";

const TitleForm = lazyPart(() => import("./title-form").then((module) => module.TitleForm), {
  loading: ({ title }) => <h2 className="text-lead">{title}</h2>,
});

interface Props {
  at: RepoAddress;
  number: number;
  title: string;
  canEdit: boolean;
}

/** The title, changed where it stands. */
export function TitleLine({ at, number, title, canEdit }: Props) {
  const t = useTranslations("discussions");
  const [isEditing, setEditing] = useState(false);
  if (isEditing) return <TitleForm {...{ at, number, title }} onDone={() => setEditing(false)} />;
  return (
    <div dir="auto" className="min-w-0 break-words">
      <h2 className="text-lead inline">
        {title} <span className="text-text-muted font-normal">#{number}</span>
      </h2>{" "}
      {canEdit ? <IconButton icon={Pencil} size="xs" label={t("rename")} onClick={() => setEditing(true)} /> : null}
    </div>
  );
}
