"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { LabelBadge } from "../label-badge";
import { LabelForm } from "./label-form";

interface Props {
  at: RepoAddress;
  label: { readonly name: string; readonly color: string; readonly description: string };
  /** Open discussions that have it. */
  count: number;
}

export function LabelRow({ at, label, count }: Props) {
  const t = useTranslations("discussionSettings");
  const words = useTranslations("discussions");
  const trpc = useTRPC();
  const changed = useChanged();
  const [act, setAct] = useState<"edit" | "delete" | null>(null);
  const stop = () => setAct(null);
  const { name, description } = label;
  const remove = useMutation(
    trpc.discussions.deleteLabel.mutationOptions({ onSuccess: () => changed(t("labelDeleted", { name })) }),
  );
  if (act === "edit") {
    return (
      <li className="px-4 py-3">
        <LabelForm at={at} label={label} onDone={stop} />
      </li>
    );
  }
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
        <LabelBadge label={label} />
        <span className="text-small text-text-muted min-w-0 break-words">{description}</span>
      </div>
      <span className="text-caption text-text-muted tabular-nums">{t("openCount", { count })}</span>
      <span className="flex gap-1">
        <IconButton icon={Pencil} size="sm" label={t("edit", { name })} onClick={() => setAct("edit")} />
        <IconButton icon={Trash2} size="sm" label={t("delete", { name })} onClick={() => setAct("delete")} />
      </span>
      <ConfirmDialog
        open={act === "delete"}
        onOpenChange={stop}
        title={t("delete", { name })}
        description={t("deleteText")}
        labels={{ cancel: words("cancel"), confirm: t("deleteDo") }}
        isDestructive
        isBusy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate({ ...at, label: name })}
      />
    </li>
  );
}
