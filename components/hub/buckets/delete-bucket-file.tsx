"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { BucketAddress } from "@/server/hub/contract/bucket";
import { useRepoChange } from "../settings/use-repo-change";

export function DeleteBucketFile({ bucket, path }: { bucket: BucketAddress; path: string }) {
  const t = useTranslations("bucketForm");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation(
    trpc.hub.deleteBucketFiles.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        await changed(t("fileDeleted", { path }));
      },
    }),
  );
  return (
    <>
      <IconButton icon={Trash2} size="sm" label={t("deleteFile", { path })} onClick={() => setAsking(true)} />
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("deleteFileTitle", { path })}
        description={t("deleteFileText")}
        labels={{ cancel: t("cancel"), confirm: t("delete") }}
        isDestructive
        isBusy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate({ ...bucket, paths: [path] })}
      />
    </>
  );
}
