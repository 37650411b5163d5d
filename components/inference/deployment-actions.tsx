"use client";

import { Pause, Play, RotateCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { AskFirst } from "@/components/patterns/ask-first";
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
      <AskFirst
        button={(ask) => (
          <Button variant="danger" onClick={ask}>
            <Trash2 aria-hidden />
            {t("delete")}
          </Button>
        )}
        title={t("deleteTitle", { model })}
        description={t("deleteText")}
        labels={{ cancel: t("keep"), confirm: t("deleteNow") }}
        work={remove}
        onConfirm={() => remove.mutate({ id })}
      />
    </>
  );
}
