"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { WATCH_LEVELS, type WatchLevel } from "@/server/hub/contract/watch-levels";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: NamedRepo;
  level: WatchLevel | null;
}

export function WatchRepo({ repo, level }: Props) {
  const t = useTranslations("socialActions");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const watch = useMutation(
    trpc.hub.watchRepo.mutationOptions({
      onSuccess: () => changed(t("watchSaved")),
      onError: (error) => toast.error(error.message),
    }),
  );
  return (
    <Select
      label={t("watch")}
      value={level ?? "none"}
      options={(["none", ...WATCH_LEVELS] as const).map((value) => ({ value, label: t(`levels.${value}`) }))}
      onValueChange={(next) =>
        watch.mutate({ ...addressOf(repo), level: WATCH_LEVELS.find((one) => one === next) ?? null })
      }
      className="w-44"
    />
  );
}
