"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { useVisibilityOptions } from "@/components/patterns/visibility-options";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/radio-group";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "./use-repo-change";

export function VisibilityForm({ repo }: { repo: Pick<Repo, "kind" | "namespace" | "name" | "visibility"> }) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const options = useVisibilityOptions();
  const [visibility, setVisibility] = useState(repo.visibility);
  const [isAsking, setAsking] = useState(false);
  const update = useMutation(
    trpc.hub.updateRepo.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        await changed(t("visibilityChanged"));
      },
    }),
  );
  const label = options.find(({ value }) => value === visibility)?.label ?? visibility;
  return (
    <div className="grid gap-4">
      <RadioGroup
        label={t("visibility")}
        variant="cards"
        options={options}
        value={visibility}
        onValueChange={(next) => setVisibility(options.find(({ value }) => value === next)?.value ?? visibility)}
      />
      <Button className="justify-self-start" disabled={visibility === repo.visibility} onClick={() => setAsking(true)}>
        {t("changeVisibility")}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("visibilityTitle", { name: repo.name, visibility: label })}
        description={t(visibility === "private" ? "visibilityLess" : "visibilityMore")}
        labels={{ cancel: t("cancel"), confirm: t("changeVisibility") }}
        isBusy={update.isPending}
        error={update.error?.message}
        onConfirm={() => update.mutate({ ...addressOf(repo), visibility })}
      />
    </div>
  );
}
