"use client";

import { useMutation } from "@tanstack/react-query";
import { Play, RotateCw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { JobState } from "@/server/admin/contract";

interface Props {
  id: string;
  name: string;
  state: JobState;
}

/** Retry what was given up, hurry what waits, remove what shall never be done. */
export function JobActions({ id, name, state }: Props) {
  const t = useTranslations("adminJobActions");
  const trpc = useTRPC();
  const router = useRouter();
  const [isRemoving, setIsRemoving] = useState(false);
  const options = (text: string) => ({
    onSuccess: () => {
      setIsRemoving(false);
      toast.success(text);
      router.refresh();
    },
  });
  const tell = { onError: (error: { message: string }) => toast.error(error.message) };
  const retry = useMutation(trpc.admin.retryJob.mutationOptions({ ...options(t("retried", { id })), ...tell }));
  const hurry = useMutation(trpc.admin.runJobNow.mutationOptions({ ...options(t("hurried", { id })), ...tell }));
  const remove = useMutation(trpc.admin.removeJob.mutationOptions(options(t("removed", { id }))));
  if (state === "running") return null;
  return (
    <span className="flex flex-wrap justify-end gap-2">
      {state === "failed" ? (
        <Button size="sm" busy={retry.isPending} onClick={() => retry.mutate({ id })}>
          <RotateCw aria-hidden />
          {t("retry")}
        </Button>
      ) : null}
      {state === "scheduled" || state === "retrying" ? (
        <Button size="sm" busy={hurry.isPending} onClick={() => hurry.mutate({ id })}>
          <Play aria-hidden />
          {t("run")}
        </Button>
      ) : null}
      <Button size="sm" variant="danger" onClick={() => setIsRemoving(true)}>
        <Trash2 aria-hidden />
        {t("remove")}
      </Button>
      <ConfirmDialog
        open={isRemoving}
        onOpenChange={setIsRemoving}
        title={t("removeTitle", { id })}
        description={t("removeText", { name })}
        labels={{ cancel: t("cancel"), confirm: t("removeSubmit") }}
        isDestructive
        isBusy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate({ id })}
      />
    </span>
  );
}
