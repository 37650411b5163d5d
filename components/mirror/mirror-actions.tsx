"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { Mirror } from "@/server/mirror/contract";
import { EditMirror } from "./edit-mirror";
import { RunActions } from "./run-actions";
import { useMirrorChange } from "./use-mirror-change";

/** Run, change, switch off and on, end. */
export function MirrorActions({ repo, mirror }: { repo: RepoAddress; mirror: Mirror }) {
  const t = useTranslations("mirrorRow");
  const trpc = useTRPC();
  const changed = useMirrorChange();
  const address = { ...repo, mirrorId: mirror.id };
  const { isEnabled, isOneOff, syncedAt, direction } = mirror;
  const update = useMutation(
    trpc.mirror.updateMirror.mutationOptions({
      onSuccess: (next) => changed(t(next.isEnabled ? "switchedOn" : "switchedOff")),
      onError: (error) => toast.error(error.message),
    }),
  );
  const end = useMutation(
    trpc.mirror.deleteMirror.mutationOptions({
      onSuccess: () => changed(t("ended")),
    }),
  );
  const isImported = isOneOff && syncedAt !== null;
  return (
    <div className="flex flex-wrap gap-2">
      <RunActions repo={repo} mirror={mirror} />
      {isImported ? null : (
        <>
          <EditMirror repo={repo} mirror={mirror} />
          <Button
            size="sm"
            busy={update.isPending}
            onClick={() => update.mutate({ ...address, isEnabled: !isEnabled })}
          >
            {t(isEnabled ? "switchOff" : "switchOn")}
          </Button>
        </>
      )}
      <AskFirst
        button={(ask) => (
          <Button size="sm" variant="danger" onClick={ask}>
            {t(isImported ? "forget" : "end")}
          </Button>
        )}
        title={t("endTitle")}
        description={t(direction === "pull" ? "endPullText" : "endPushText")}
        labels={{ cancel: t("cancel"), confirm: t("end") }}
        work={end}
        onConfirm={(close) => end.mutate(address, { onSuccess: close })}
      />
    </div>
  );
}
