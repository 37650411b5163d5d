"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { Mirror, MirrorRun } from "@/server/mirror/contract";
import { isActive } from "./is-active";

interface Props {
  repo: RepoAddress;
  mirror: Pick<Mirror, "id" | "isEnabled" | "isOneOff" | "syncedAt"> & {
    readonly lastRun: Pick<MirrorRun, "id" | "status" | "isStopping"> | null;
  };
  /** Besides asking anew for mirrors that islands show. */
  onChanged?: () => void;
  /** Where nothing on the page matters more than trying again. */
  isMain?: boolean;
}

/** Stops what goes on, or starts it: now, or once more. */
export function RunActions({ repo, mirror, onChanged, isMain = false }: Props) {
  const t = useTranslations("mirrorRun");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const address = { ...repo, mirrorId: mirror.id };
  const outcome = {
    onSuccess: () => {
      onChanged?.();
      return queryClient.invalidateQueries(trpc.mirror.pathFilter());
    },
    onError: (error: { message: string }) => toast.error(error.message),
  };
  const start = useMutation(trpc.mirror.startMirrorRun.mutationOptions(outcome));
  const cancel = useMutation(
    trpc.mirror.cancelMirrorRun.mutationOptions({
      ...outcome,
      onSuccess: (run) => {
        if (run.status === "succeeded") toast.message(t("stopLate"));
        return outcome.onSuccess();
      },
    }),
  );
  const run = mirror.lastRun;
  if (run && isActive(run)) {
    return (
      <Button
        size="sm"
        busy={cancel.isPending || run.isStopping}
        onClick={() => cancel.mutate({ ...address, runId: run.id })}
      >
        {t("stop")}
      </Button>
    );
  }
  if (!mirror.isEnabled || (mirror.isOneOff && mirror.syncedAt !== null)) return null;
  const isAgain = run?.status === "failed" || run?.status === "cancelled";
  return (
    <Button
      size="sm"
      variant={isAgain && isMain ? "primary" : "secondary"}
      busy={start.isPending}
      onClick={() => start.mutate(address)}
    >
      {t(isAgain ? "tryAgain" : "runNow")}
    </Button>
  );
}
