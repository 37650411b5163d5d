"use client";

import { useMutation } from "@tanstack/react-query";
import { Ellipsis, Play, RotateCw, Square } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { FloatButton } from "@/components/ui/float-button";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";

interface Props {
  id: string;
  model: string;
  owner: string;
  replicas: number;
}

/** Stop, start or restart a deployment of anybody. */
export function DeploymentActions({ id, model, owner, replicas }: Props) {
  const t = useTranslations("adminDeploymentActions");
  const trpc = useTRPC();
  const router = useRouter();
  const [isStopping, setIsStopping] = useState(false);
  const options = (text: string) => ({
    onSuccess: () => {
      setIsStopping(false);
      toast.success(text);
      router.refresh();
    },
    onError: (error: { message: string }) => toast.error(error.message),
  });
  const stop = useMutation(trpc.inference.updateDeployment.mutationOptions(options(t("stopped", { model }))));
  const start = useMutation(trpc.inference.updateDeployment.mutationOptions(options(t("started", { model }))));
  const restart = useMutation(trpc.inference.restartDeployment.mutationOptions(options(t("restarted", { model }))));
  return (
    <>
      <FloatButton popup="menu" trigger={<IconButton icon={Ellipsis} label={t("menu", { model })} />}>
        {(float) => (
          <DropdownMenu float={float}>
            {replicas === 0 ? (
              <MenuItem icon={<Play aria-hidden />} onSelect={() => start.mutate({ id, replicas: 1 })}>
                {t("start")}
              </MenuItem>
            ) : (
              <>
                <MenuItem icon={<RotateCw aria-hidden />} onSelect={() => restart.mutate({ id })}>
                  {t("restart")}
                </MenuItem>
                <MenuItem isDanger icon={<Square aria-hidden />} onSelect={() => setIsStopping(true)}>
                  {t("stop")}
                </MenuItem>
              </>
            )}
          </DropdownMenu>
        )}
      </FloatButton>
      <ConfirmDialog
        open={isStopping}
        onOpenChange={setIsStopping}
        title={t("stopTitle", { model })}
        description={t("stopText", { owner })}
        labels={{ cancel: t("cancel"), confirm: t("stopSubmit") }}
        isDestructive
        isBusy={stop.isPending}
        error={stop.error?.message}
        onConfirm={() => stop.mutate({ id, replicas: 0 })}
      />
    </>
  );
}
