"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { RuntimePack } from "@/server/compute/contract";

interface Props {
  pack: RuntimePack;
  isBusy: boolean;
}

/** Install or update a pack, or remove one that nothing uses. */
export function PackActions({ pack, isBusy }: Props) {
  const { id, title, version, installedVersion, isInstallable, usedBy } = pack;
  const t = useTranslations("adminPacks");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const readAgain = () => queryClient.invalidateQueries(trpc.compute.listRuntimePacks.pathFilter());
  const install = useMutation(
    trpc.compute.installRuntimePack.mutationOptions({
      onSuccess: readAgain,
      onError: (error) => toast.error(error.message),
    }),
  );
  const remove = useMutation(
    trpc.compute.removeRuntimePack.mutationOptions({
      onSuccess: async () => {
        toast.success(t("removed", { title }));
        await readAgain();
      },
    }),
  );
  const isCurrent = installedVersion === version;
  return (
    <>
      {isCurrent || !isInstallable ? null : (
        <Button size="sm" variant="primary" busy={install.isPending || isBusy} onClick={() => install.mutate({ id })}>
          <Download aria-hidden />
          {installedVersion === null ? t("install") : t("update")}
        </Button>
      )}
      {installedVersion === null ? null : (
        <AskFirst
          button={(ask) => (
            <Button size="sm" variant="danger" disabled={isBusy || usedBy > 0} onClick={ask}>
              <Trash2 aria-hidden />
              {t("remove")}
            </Button>
          )}
          title={t("removeTitle", { title })}
          description={t("removeText", { formats: pack.formats.join(", ") })}
          labels={{ cancel: t("cancel"), confirm: t("removeSubmit") }}
          work={remove}
          onConfirm={(close) => remove.mutate({ id }, { onSuccess: close })}
        />
      )}
    </>
  );
}
