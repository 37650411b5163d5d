"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: NamedRepo;
  branch: string;
  canRename: boolean;
  /** Why it cannot be deleted; left out when it can. */
  kept?: string | undefined;
}

/** What one does with a branch; a deleted one is listed below, to be restored. */
export function BranchActions({ repo, branch, canRename, kept }: Props) {
  const t = useTranslations("branches");
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  const close = () => setOpen(null);
  return (
    <span className="flex gap-1">
      {canRename ? (
        <IconButton icon={Pencil} label={t("rename", { name: branch })} onClick={() => setOpen("rename")} />
      ) : null}
      <IconButton
        icon={Trash2}
        label={t("delete", { name: branch })}
        title={kept}
        // Not `disabled`: the reason is read by whoever comes to the button.
        aria-disabled={kept !== undefined}
        aria-description={kept}
        onClick={() => setOpen(kept === undefined ? "delete" : null)}
      />
      {open === "rename" ? <RenameDialog repo={repo} branch={branch} onClose={close} /> : null}
      {open === "delete" ? <DeleteDialog repo={repo} branch={branch} onClose={close} /> : null}
    </span>
  );
}

type DialogProps = Pick<Props, "repo" | "branch"> & { onClose: () => void };

function RenameDialog({ repo, branch, onClose }: DialogProps) {
  const t = useTranslations("branches");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [newName, setNewName] = useState(branch);
  const rename = useMutation(
    trpc.hub.renameBranch.mutationOptions({
      onSuccess: async ({ name }) => {
        onClose();
        await changed(t("renamed", { name }));
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t("rename", { name: branch })}
      description={t("renameText")}
      labels={{ cancel: t("cancel"), confirm: t("renameDo") }}
      isBusy={rename.isPending}
      error={rename.error?.message}
      onConfirm={() => rename.mutate({ ...addressOf(repo), branch, newName: newName.trim() })}
    >
      <Field id="branch-name" label={t("newName")}>
        <Input
          id="branch-name"
          value={newName}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => setNewName(event.target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}

function DeleteDialog({ repo, branch, onClose }: DialogProps) {
  const t = useTranslations("branches");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const remove = useMutation(
    trpc.hub.deleteBranch.mutationOptions({
      onSuccess: async () => {
        onClose();
        await changed(t("deleted", { name: branch }));
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t("delete", { name: branch })}
      description={t("deleteText")}
      labels={{ cancel: t("cancel"), confirm: t("deleteDo") }}
      isDestructive
      isBusy={remove.isPending}
      error={remove.error?.message}
      onConfirm={() => remove.mutate({ ...addressOf(repo), branch })}
    />
  );
}
