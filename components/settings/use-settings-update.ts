"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { BYTES_PER_GIB, type SchemaField } from "@/components/patterns/schema-fields";
import { toast } from "@/components/ui/toast";

/** Saves settings that were read at a version, and says in words what is wrong with them. */
export function useSettingsUpdate() {
  const t = useTranslations("adminSettingsForm");
  const trpc = useTRPC();
  const router = useRouter();
  const update = useMutation(
    trpc.settings.updateSettings.mutationOptions({
      onSuccess: () => {
        toast.success(t("saved"));
        router.refresh();
      },
    }),
  );
  const isStale = update.error?.data?.code === "PRECONDITION_FAILED";
  return {
    save: update.mutate,
    look: {
      submit: t("save"),
      isBusy: update.isPending,
      error: isStale ? t("stale") : update.error?.message,
      problem: ({ kind, min = 0, max = 0, unit }: SchemaField) => {
        const factor = unit === "bytes" ? BYTES_PER_GIB : 1;
        if (kind === "number") return t("outOfRange", { min: min / factor, max: max / factor });
        return t("wrongLength", { min, max });
      },
    },
  };
}
