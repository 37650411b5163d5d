"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Repo } from "@/server/hub/contract/repo";
import { CommitBox } from "../commit-box";
import { useCommitFile } from "./use-commit-file";

interface Props {
  repo: Pick<Repo, "kind" | "namespace" | "name">;
  branch: string;
  path: string;
}

export function DeleteFile({ repo, branch, path }: Props) {
  const t = useTranslations("edit");
  const { isPending, isSuccess, error, commit } = useCommitFile({ repo, branch, onDone: () => undefined });
  return (
    <Dialog
      title={t("deleteTitle", { path })}
      description={t("deleteText", { branch })}
      trigger={
        <Button variant="danger">
          <Trash2 aria-hidden />
          {t("delete")}
        </Button>
      }
    >
      <CommitBox
        suggestion={t("deleteSummary", { path })}
        button={t("delete")}
        isDestructive
        isBusy={isPending || isSuccess}
        error={error}
        onCommit={(message) => commit(message, [{ kind: "delete", path, recursive: false }])}
      />
    </Dialog>
  );
}
