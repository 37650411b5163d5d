"use client";

import { useMutation } from "@tanstack/react-query";
import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Progress } from "@/components/ui/progress";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: Pick<Repo, "id" | "kind" | "namespace" | "name">;
  tag: string;
}

/** A chosen file is sent in parts, as uploads to the repository are, and then attached under its name. */
export function AddAttachment({ repo, tag }: Props) {
  const t = useTranslations("releases");
  const chooser = useRef<HTMLInputElement>(null);
  const { sent, attach } = useAttach({ repo, tag });
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    target.value = ""; // the same file may be chosen again
    if (file) attach.mutate(file);
  };
  return (
    <div className="grid grid-cols-1 gap-2">
      <input ref={chooser} type="file" hidden aria-label={t("attach")} onChange={choose} />
      <Button size="sm" busy={attach.isPending} className="justify-self-start" onClick={() => chooser.current?.click()}>
        <Paperclip aria-hidden />
        {t("attach")}
      </Button>
      {attach.isPending ? <Progress label={t("sending", { name: attach.variables.name })} value={sent} /> : null}
      {attach.error ? <Callout tone="danger" title={attach.error.message || t("attachFailed")} /> : null}
    </div>
  );
}

function useAttach({ repo, tag }: Props) {
  const t = useTranslations("releases");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const changed = useRepoChange();
  const [sent, setSent] = useState(0);
  const address = addressOf(repo);
  const add = useMutation(trpc.hub.addReleaseAttachment.mutationOptions());
  const attach = useMutation({
    mutationFn: async (file: File) => {
      setSent(0);
      const { transferFile } = await import("../upload/transfer-file");
      const door = {
        repoId: repo.id,
        create: (size: number) => client.hub.createUpload.mutate({ ...address, size }),
        get: (uploadId: string) => client.hub.getUpload.query({ uploadId }),
        complete: (uploadId: string) => client.hub.completeUpload.mutate({ uploadId }),
      };
      const oid = await transferFile(door, {
        file,
        path: `${tag}/${file.name}`,
        signal: new AbortController().signal,
        onSent: (bytes) => setSent(file.size === 0 ? 1 : bytes / file.size),
        onOpened: () => undefined,
        onChecking: () => setSent(1),
      });
      return add.mutateAsync({ ...address, tag, attachment: file.name.normalize("NFC"), oid });
    },
    onSuccess: (_, file) => changed(t("attached", { name: file.name })),
  });
  return { sent, attach };
}
