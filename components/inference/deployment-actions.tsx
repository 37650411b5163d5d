"use client";

import { Pause, Play, RotateCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { DeploymentDetails } from "@/server/inference/contract";
import { useChanges } from "./use-changes";

/** Start or stop, restart, delete. */
export function DeploymentActions({ deployment: { id, model, replicas } }: { deployment: DeploymentDetails }) {
  const t = useTranslations("deployment");
  const { update, restart, remove } = useChanges(id);
  const onError = ({ message }: { message: string }) => toast.error(t("refused"), message);
  const scale = (wanted: number) => update.mutate({ id, replicas: wanted }, { onError });
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = update.isPending || restart.isPending;
  return (
    <>
      {replicas === 0 ? (
        <Button busy={isBusy} onClick={() => scale(1)}>
          <Play aria-hidden />
          {t("start")}
        </Button>
      ) : (
        <>
          <Button busy={update.isPending} onClick={() => scale(0)}>
            <Pause aria-hidden />
            {t("stop")}
          </Button>
          <Button busy={restart.isPending} onClick={() => restart.mutate({ id }, { onError })}>
            <RotateCw aria-hidden />
            {t("restart")}
          </Button>
        </>
      )}
      <Button variant="danger" onClick={() => setIsAsking(true)}>
        <Trash2 aria-hidden />
        {t("delete")}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={t("deleteTitle", { model })}
        description={t("deleteText")}
        labels={{ cancel: t("keep"), confirm: t("deleteNow") }}
        isDestructive
        isBusy={remove.isPending}
        error={remove.error ? remove.error.message : undefined}
        onConfirm={() => remove.mutate({ id })}
      />
    </>
  );
}
