"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { useLeaveWarning } from "@/components/hooks/use-leave-warning";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { MOST_ATTACHMENTS } from "@/server/hub/contract/attachment-name";
import type { Repo } from "@/server/hub/contract/repo";
import type { QueuedFile } from "../upload/file-list";
import { createUploadQueue } from "../upload/upload-queue";
import { useUploadDoor } from "../upload/use-upload-door";
import { sendAttachment } from "./attachment-upload";
import type { KnownRelease, ReleaseDraft } from "./release-draft";
import { StateFields, TagFields, TextFields } from "./release-fields";
import { ReleaseFiles } from "./release-files";
import { useSaveRelease } from "./use-save-release";

interface Props {
  repo: Pick<Repo, "id" | "kind" | "namespace" | "name" | "defaultBranch">;
  draft: ReleaseDraft;
  /** The release that is changed; absent for a new one. */
  known?: KnownRelease | undefined;
}

const NONE: readonly QueuedFile[] = [];

/** A tag, made where there is none, a title, notes in Markdown, and for a new release its files. */
export function ReleaseForm({ repo, draft, known }: Props) {
  const t = useTranslations("releases");
  const { tag, title, notes, isDraft, isPrerelease } = draft;
  const [values, setValues] = useState<ReleaseDraft>({ tag, title, notes, isDraft, isPrerelease });
  const [revision, setRevision] = useState(known?.target?.ref ?? repo.defaultBranch);
  const queue = useReleaseQueue(repo);
  const files = useSyncExternalStore(queue.subscribe, queue.files, () => NONE);
  const { save, isPending, ...outcome } = useSaveRelease({ repo, known, queue });
  useLeaveWarning(files.length > 0 && !outcome.isFinished, t("leave"));
  const hasNoTag = known === undefined || known.target !== null;
  const set = (change: Partial<ReleaseDraft>) => setValues((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asked = revision.trim();
    const isMoved = asked !== known?.target?.ref; // the draft keeps its commit when its branch has gone on
    save({ values: { ...values, tag: values.tag.trim() }, revision: hasNoTag && isMoved ? asked : "" });
  };
  return (
    <form onSubmit={submit} className="max-w-form grid grid-cols-1 gap-4">
      <TagFields
        {...{ values, set }}
        isTagFixed={known !== undefined || outcome.hasDraft}
        isKnown={known !== undefined}
        revision={hasNoTag ? revision : null}
        onRevision={setRevision}
      />
      <TextFields {...{ values, set }} />
      {known ? null : <ReleaseFiles {...{ queue, files }} />}
      <StateFields {...{ values, set, known }} />
      <Outcome {...{ values, outcome }} waiting={isPending ? countMoving(files) : 0} />
      <Button
        type="submit"
        variant="primary"
        busy={isPending}
        disabled={files.length > MOST_ATTACHMENTS || values.tag.trim() === "" || values.title.trim() === ""}
        className="justify-self-start"
      >
        {t(labelOf(values, known))}
      </Button>
    </form>
  );
}

const countMoving = (files: readonly QueuedFile[]) =>
  files.filter(({ state }) => state !== "done" && state !== "failed").length;

function useReleaseQueue(repo: Props["repo"]) {
  const door = useUploadDoor(repo);
  const [queue] = useState(() =>
    createUploadQueue({ ...door, send: async (transfer) => ({ oid: await sendAttachment(door, transfer) }) }),
  );
  return queue;
}

interface OutcomeProps {
  values: ReleaseDraft;
  /** Files that saving waits for. */
  waiting: number;
  outcome: { readonly isLeftAsDraft: boolean; readonly refusal: string | null };
}

function Outcome({ values: { tag, isDraft }, waiting, outcome: { isLeftAsDraft, refusal } }: OutcomeProps) {
  const t = useTranslations("releases");
  if (waiting > 0) {
    return <Callout tone="info" title={t(isDraft ? "waitingForDraft" : "waitingForFiles", { count: waiting })} />;
  }
  if (!isLeftAsDraft) return refusal ? <Callout tone="danger" title={refusal} /> : null;
  return (
    <Callout tone="warning" title={t("leftAsDraft", { tag })}>
      {refusal ?? t("leftAsDraftText")}
    </Callout>
  );
}

function labelOf({ isDraft }: ReleaseDraft, known: KnownRelease | undefined) {
  if (isDraft) return "saveDraft";
  return known && !known.isDraft ? "save" : "publish";
}
