"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { AskFirst } from "@/components/patterns/ask-first";
import { VISIBILITIES } from "@/components/patterns/visibility-options";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import type { Bucket } from "@/server/hub/contract/bucket";
import { useRepoChange } from "../settings/use-repo-change";

/** Who sees a bucket, and its end. */
export function ManageBucket({ bucket }: { bucket: Pick<Bucket, "namespace" | "name" | "visibility"> }) {
  const t = useTranslations("bucketForm");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const { namespace, name } = bucket;
  const [visibility, setVisibility] = useState(bucket.visibility);
  const update = useMutation(trpc.hub.updateBucket.mutationOptions({ onSuccess: () => changed(t("saved")) }));
  const remove = useMutation(
    trpc.hub.deleteBucket.mutationOptions({ onSuccess: () => changed(t("deleted"), `/buckets/${namespace}`) }),
  );
  return (
    <Dialog trigger={<Button>{t("manage")}</Button>} title={name}>
      <RadioGroup
        label={t("visibility")}
        options={VISIBILITIES.map((value) => ({ value, label: t(`visibilities.${value}`) }))}
        value={visibility}
        onValueChange={(next) => setVisibility(VISIBILITIES.find((value) => value === next) ?? visibility)}
      />
      {update.error ? <Callout tone="danger" title={update.error.message} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          disabled={visibility === bucket.visibility}
          busy={update.isPending}
          onClick={() => update.mutate({ namespace, name, visibility })}
        >
          {t("save")}
        </Button>
        <AskFirst
          button={(ask) => (
            <Button variant="danger" onClick={ask}>
              {t("deleteBucket")}
            </Button>
          )}
          title={t("deleteTitle", { name })}
          description={t("deleteText")}
          labels={{ cancel: t("cancel"), confirm: t("delete") }}
          work={remove}
          onConfirm={() => remove.mutate({ namespace, name })}
        />
      </div>
    </Dialog>
  );
}
