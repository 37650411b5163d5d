"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useLeaveWarning } from "@/components/hooks/use-leave-warning";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { preloadDialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { lazyFloat, lazyPart } from "@/components/ui/lazy-part";
import type { CommitChoices } from "@/server/discussions/contract";
import type { FileChange } from "@/server/hub/contract/content";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { DeleteFile } from "./delete-file";
import { DraftEditor } from "./draft-editor";
import { useCommitFile } from "./use-commit-file";

const EditConflict = lazyPart(() => import("./edit-conflict").then((module) => module.EditConflict));
const CommitDialog = lazyFloat(() => import("../commit-dialog").then((module) => module.CommitDialog));

interface Props {
  repo: NamedRepo;
  branch: string;
  choices: CommitChoices;
  /** Empty or a folder with a slash at its end for a new file without a name. */
  path: string;
  /** Name of the blob that is edited; `null` for a new file. */
  oid: string | null;
  text: string;
}

interface Draft {
  readonly path: string;
  readonly text: string;
  readonly oid: string | null;
  /** Raised when the text was replaced from outside the editor. */
  readonly round: number;
}

const COMMITTING = { title: "commit", button: "commit" } as const;
const PROPOSING = { title: "proposeTitle", button: "propose" } as const;

export function EditFile({ repo, branch, choices, path, oid, text }: Props) {
  const t = useTranslations("edit");
  const [draft, setDraft] = useState<Draft>({ path, text, oid, round: 0 });
  const [isCommitting, setCommitting] = useState(false);
  const [hasCommitted, setCommitted] = useState(false);
  const { conflict, ...commit } = useCommitFile({ repo, branch, onDone: () => setCommitted(true) });
  const isChanged = draft.text !== text || draft.path !== path;
  useLeaveWarning(isChanged && !hasCommitted, t("leave"));

  const begin = () => {
    commit.reset();
    setCommitting(true);
  };
  const resolve = (result: string) => {
    setDraft({ ...draft, text: result, oid: conflict?.oid ?? null, round: draft.round + 1 });
    commit.reset();
    setCommitting(true);
  };
  if (conflict) {
    return <EditConflict path={draft.path} mine={draft.text} conflict={conflict} onResolve={resolve} />;
  }
  const name = draft.path.replace(/\/$/, "");
  const isNamed = name !== "" && draft.path === name;
  const words = choices.canCommit ? COMMITTING : PROPOSING;
  const canCommit = isNamed && (isChanged || oid === null);
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <Field id="path" label={t("path")} className="min-w-0 flex-1 basis-64">
          <Input
            id="path"
            value={draft.path}
            spellCheck={false}
            autoComplete="off"
            className="font-mono"
            placeholder={t("pathExample")}
            onChange={(event) => setDraft({ ...draft, path: event.target.value })}
          />
        </Field>
        {oid === null ? null : <DeleteFile {...{ repo, branch, choices, path }} />}
        <Button variant="primary" disabled={!canCommit} busy={commit.isPending || hasCommitted} onClick={begin}>
          {t(words.button)}
        </Button>
      </div>
      {commit.problemLine === null ? null : (
        <Callout tone="danger" title={t("atLine", { line: commit.problemLine })}>
          {commit.error}
        </Callout>
      )}
      <DraftEditor
        repo={repo}
        branch={branch}
        path={draft.path}
        text={draft.text}
        round={`${draft.round} ${commit.problemLine}`}
        problemLine={commit.problemLine}
        onChange={(next) => setDraft((old) => ({ ...old, text: next }))}
        onSave={begin}
        onReady={preload}
      />
      {isCommitting && !hasCommitted && isNamed && commit.problemLine === null ? (
        <CommitDialog
          open
          onOpenChange={(isOpen) => setCommitting(isOpen || commit.isPending)}
          title={t(words.title, { branch })}
          branch={branch}
          choices={choices}
          suggestion={t(oid === null ? "createSummary" : "updateSummary", { path: name })}
          button={t("commit")}
          isDisabled={!canCommit}
          isBusy={commit.isPending}
          error={commit.error}
          last={commit.last}
          onCommit={(message) => commit.commit(message, changesOf(draft, { path, oid }))}
        />
      ) : null}
    </div>
  );
}

/** A connection that breaks while one writes shall not keep one from saying what one did. */
function preload() {
  CommitDialog.preload();
  preloadDialog();
}

/** Another path is a move: the old file goes and the new one must not be there yet. */
function changesOf(draft: Draft, original: Pick<Props, "path" | "oid">): FileChange[] {
  const { path, text } = draft;
  if (original.oid === null || path === original.path) return [{ kind: "put", path, text, expectedOid: draft.oid }];
  return [
    { kind: "delete", path: original.path, recursive: false },
    { kind: "put", path, text, expectedOid: null },
  ];
}
