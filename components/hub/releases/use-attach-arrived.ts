import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { useTRPC } from "@/components/data/trpc";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import type { QueuedFile } from "../upload/file-list";
import type { UploadQueue } from "../upload/upload-queue";
import { forgetAttachment } from "./attachment-upload";

interface Place {
  readonly repo: Pick<Repo, "id" | "kind" | "namespace" | "name">;
  readonly queue: UploadQueue;
}

/**
 * Brings the attachments of a draft to what is in the queue: what arrived is attached, what was attached and removed
 * since is taken away. Answers whether nothing is missing; what was refused says why in its row.
 */
export function useAttachArrived({ repo, queue }: Place): (tag: string) => Promise<boolean> {
  const trpc = useTRPC();
  const attached = useRef(new Map<string, string>()); // names by the id of the file
  const add = useMutation(trpc.hub.addReleaseAttachment.mutationOptions());
  const remove = useMutation(trpc.hub.deleteReleaseAttachment.mutationOptions());

  const attach = async (tag: string, file: QueuedFile) => {
    const { id, path, change } = file;
    if (!change || !("oid" in change)) return;
    await add.mutateAsync({ ...addressOf(repo), tag, attachment: path, oid: change.oid });
    attached.current.set(id, path);
    forgetAttachment(repo.id, file);
  };
  return async (tag) => {
    const wanted = new Set(queue.files().map(({ id }) => id));
    for (const [id, attachment] of attached.current) {
      if (wanted.has(id)) continue;
      await remove.mutateAsync({ ...addressOf(repo), tag, attachment });
      attached.current.delete(id);
    }
    const arrived = queue.files().filter(({ id, state }) => state === "done" && !attached.current.has(id));
    for (const file of arrived) await attach(tag, file).catch((error: unknown) => queue.fail(file.id, error));
    return queue.files().every(({ id }) => attached.current.has(id));
  };
}
