"use client";

import { useMutation } from "@tanstack/react-query";
import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useRef, useState, useSyncExternalStore } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useLeaveWarning } from "@/components/hooks/use-leave-warning";
import { UploadList } from "@/components/patterns/upload-list";
import { Button } from "@/components/ui/button";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";
import type { QueuedFile } from "../upload/file-list";
import type { Transfer } from "../upload/transfer-file";
import { createUploadQueue } from "../upload/upload-queue";
import { useUploadDoor } from "../upload/use-upload-door";
import { useUploadRows } from "../upload/use-upload-rows";
import { asAttachments, forgetAttachment, sendAttachment } from "./attachment-upload";

interface Props {
  repo: Pick<Repo, "id" | "kind" | "namespace" | "name">;
  tag: string;
}

const NONE: readonly QueuedFile[] = [];

/** Chosen files are sent in parts, as uploads to the repository are, and each is attached when it has arrived. */
export function AddAttachment({ repo, tag }: Props) {
  const t = useTranslations("releases");
  const words = useTranslations("upload");
  const chooser = useRef<HTMLInputElement>(null);
  const queue = useAttachmentQueue({ repo, tag });
  const files = useSyncExternalStore(queue.subscribe, queue.files, () => NONE);
  const rows = useUploadRows(
    files.filter(({ state }) => state !== "done"),
    [],
  );
  useLeaveWarning(rows.length > 0, t("leave"));
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    queue.add(asAttachments([...(target.files ?? [])]));
    target.value = ""; // the same file may be chosen again
  };
  return (
    <div className="grid grid-cols-1 gap-2">
      <input ref={chooser} type="file" multiple hidden aria-label={t("attach")} onChange={choose} />
      <Button size="sm" className="justify-self-start" onClick={() => chooser.current?.click()}>
        <Paperclip aria-hidden />
        {t("attach")}
      </Button>
      <UploadList
        uploads={rows}
        removeLabel={words("remove")}
        retryLabel={words("retry")}
        onRemove={queue.remove}
        onRetry={queue.retry}
      />
    </div>
  );
}

function useAttachmentQueue({ repo, tag }: Props) {
  const t = useTranslations("releases");
  const trpc = useTRPC();
  const door = useUploadDoor(repo);
  const changed = useRepoChange();
  const add = useMutation(trpc.hub.addReleaseAttachment.mutationOptions());
  const send = async (transfer: Transfer) => {
    const oid = await sendAttachment(door, transfer);
    transfer.signal.throwIfAborted();
    await add.mutateAsync({ ...addressOf(repo), tag, attachment: transfer.path, oid });
    forgetAttachment(repo.id, transfer);
    void changed(t("attached", { name: transfer.path }));
    return { oid };
  };
  const [queue] = useState(() => createUploadQueue({ ...door, send }));
  return queue;
}
