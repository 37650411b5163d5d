"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyFloat } from "@/components/ui/lazy-part";
import type { CommitChoices } from "@/server/discussions/contract";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { useCommitFile } from "./use-commit-file";

const CommitDialog = lazyFloat(() => import("../commit-dialog").then((module) => module.CommitDialog));

interface Props {
  repo: NamedRepo;
  branch: string;
  choices: CommitChoices;
  path: string;
}

export function DeleteFile({ repo, branch, choices, path }: Props) {
  const t = useTranslations("edit");
  const { isPending, isSuccess, error, commit } = useCommitFile({ repo, branch, onDone: () => undefined });
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="danger" busy={isPending || isSuccess} onClick={() => setOpen(true)}>
        <Trash2 aria-hidden />
        {t("delete")}
      </Button>
      {isOpen ? (
        <CommitDialog
          open
          onOpenChange={setOpen}
          title={t("deleteTitle", { path })}
          text={t("deleteText", { branch })}
          branch={branch}
          choices={choices}
          suggestion={t("deleteSummary", { path })}
          button={t("delete")}
          isDestructive
          isBusy={isPending || isSuccess}
          error={error}
          onCommit={(message) => commit(message, [{ kind: "delete", path, recursive: false }])}
        />
      ) : null}
    </>
  );
}
