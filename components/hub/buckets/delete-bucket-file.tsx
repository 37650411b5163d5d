"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { IconButton } from "@/components/ui/icon-button";
import type { BucketAddress } from "@/server/hub/contract/bucket";
import { useRepoChange } from "../settings/use-repo-change";

export function DeleteBucketFile({ bucket, path }: { bucket: BucketAddress; path: string }) {
  const t = useTranslations("bucketForm");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const remove = useMutation(
    trpc.hub.deleteBucketFiles.mutationOptions({
      onSuccess: () => changed(t("fileDeleted", { path })),
    }),
  );
  return (
    <AskFirst
      button={(ask) => <IconButton icon={Trash2} size="sm" label={t("deleteFile", { path })} onClick={ask} />}
      title={t("deleteFileTitle", { path })}
      description={t("deleteFileText")}
      labels={{ cancel: t("cancel"), confirm: t("delete") }}
      work={remove}
      onConfirm={(close) => remove.mutate({ ...bucket, paths: [path] }, { onSuccess: close })}
    />
  );
}
