"use client";

import { FolderUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState, useSyncExternalStore } from "react";
import { useLeaveWarning } from "@/components/hooks/use-leave-warning";
import { UploadDropzone } from "@/components/patterns/upload-dropzone";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { CommitChoices } from "@/server/discussions/contract";
import type { Repo } from "@/server/hub/contract/repo";
import { CommitBox } from "../commit-box";
import { hrefOf } from "../href";
import { useCommit } from "../use-commit";
import { changesOf } from "./changes-of";
import { filesOfDrop, filesOfInput } from "./chosen-files";
import type { QueuedFile } from "./file-list";
import { textOf } from "./small-text";
import { type Transfer, transferFile, type UploadDoor } from "./transfer-file";
import { createUploadQueue } from "./upload-queue";
import { UploadTotal } from "./upload-total";
import { useUploadDoor } from "./use-upload-door";
import { useUploadRows } from "./use-upload-rows";

interface Props {
  repo: Pick<Repo, "id" | "kind" | "namespace" | "name">;
  branch: string;
  choices: CommitChoices;
  folder: string;
  /** Names in the folder now. */
  existing: readonly string[];
}

const MAX_FILES = 500;
const NONE: readonly QueuedFile[] = [];

/** Files and folders go up as soon as they are dropped; one commit puts them into the repository. */
export function UploadFiles({ repo, branch, choices, folder, existing }: Props) {
  const t = useTranslations("upload");
  const queue = useUploadQueue(repo, { isProposal: !choices.canCommit });
  const files = useSyncExternalStore(queue.subscribe, queue.files, () => NONE);
  const [hasCommitted, setCommitted] = useState(false);
  const rows = useUploadRows(files, existing);
  const onDone = () => {
    queue.forget();
    setCommitted(true);
  };
  const hrefAfter = () => hrefOf(repo, "tree", branch, ...(folder === "" ? [] : [folder]));
  const commit = useCommit({ repo, branch, onDone, hrefAfter });
  useLeaveWarning(files.length > 0 && !hasCommitted, t("leave"));

  const ready = files.filter(({ state }) => state === "done").length;
  const isReady = files.length > 0 && ready === files.length;
  const [first] = files;
  const many = first ? t("files", { count: files.length }) : t("someFiles");
  const example = files.length === 1 && first ? first.path : many;
  return (
    <div className="max-w-read grid grid-cols-1 gap-6">
      <div className="grid grid-cols-1 gap-3">
        <UploadDropzone
          labels={{ drop: t("drop"), browse: t("browse"), limits: t("limits"), remove: t("remove") }}
          uploads={rows}
          retryLabel={t("retry")}
          onFiles={(chosen) => queue.add(filesOfInput(chosen))}
          onDropped={(transfer) => void filesOfDrop(transfer).then(queue.add)}
          onRemove={queue.remove}
          onRetry={queue.retry}
        />
        <FolderButton label={t("folder")} onFiles={(chosen) => queue.add(filesOfInput(chosen))} />
      </div>
      {files.length > 0 ? <UploadTotal files={files} rate={queue.rate()} /> : null}
      {files.length > MAX_FILES ? <Callout tone="warning" title={t("tooMany", { count: MAX_FILES })} /> : null}
      <CommitBox
        suggestion={t("summary", { what: example })}
        branch={branch}
        choices={choices}
        button={t("commit", { branch })}
        note={isReady || files.length === 0 ? null : t("notReady", { ready, count: files.length })}
        isDisabled={!isReady || files.length > MAX_FILES}
        isBusy={commit.isPending || hasCommitted}
        error={commit.refusal}
        onCommit={(message) => commit.send(message, changesOf(files, folder))}
      />
    </div>
  );
}

function useUploadQueue(repo: Props["repo"], options: { readonly isProposal: boolean }) {
  const door = useUploadDoor(repo, options);
  const [queue] = useState(() =>
    createUploadQueue({ ...door, send: async (transfer) => (await smallText(transfer)) ?? sendBytes(door, transfer) }),
  );
  return queue;
}

const smallText = async ({ file, path }: Transfer) => {
  const text = await textOf(file, path);
  return text === null ? null : { text };
};

const sendBytes = async (door: UploadDoor, transfer: Transfer) => ({ oid: await transferFile(door, transfer) });

function FolderButton({ label, onFiles }: { label: string; onFiles: (files: readonly File[]) => void }) {
  const id = useId();
  return (
    <Button
      asChild
      variant="secondary"
      className="focus-within:outline-accent justify-self-start focus-within:outline-2"
    >
      <label htmlFor={id}>
        <FolderUp aria-hidden />
        {label}
        <input
          id={id}
          type="file"
          multiple
          // React knows no type for it, every browser knows the attribute.
          {...{ webkitdirectory: "" }}
          className="sr-only"
          onChange={(event) => onFiles([...(event.target.files ?? [])])}
        />
      </label>
    </Button>
  );
}
