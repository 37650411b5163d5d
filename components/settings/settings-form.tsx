"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { BYTES_PER_GIB } from "@/components/patterns/schema-fields";
import { SchemaForm } from "@/components/patterns/schema-form";
import { toast } from "@/components/ui/toast";
import { type Settings, SettingValues } from "@/server/settings/contract";

interface Props {
  settings: z.infer<typeof Settings>;
  /** What holds for sign-up until somebody decides here. */
  signUpAtStart: string;
}

/** Settings of the installation; a change that somebody else made meanwhile is not overwritten. */
export function SettingsForm({ settings, signUpAtStart }: Props) {
  const t = useTranslations("adminSettingsForm");
  const trpc = useTRPC();
  const router = useRouter();
  const { version, updatedAt: _, ...values } = settings;
  const update = useMutation(
    trpc.settings.updateSettings.mutationOptions({
      onSuccess: () => {
        toast.success(t("saved"));
        router.refresh();
      },
    }),
  );
  const isStale = update.error?.data?.code === "PRECONDITION_FAILED";
  const visibilities = {
    public: t("visibility.public"),
    internal: t("visibility.internal"),
    private: t("visibility.private"),
  };
  const signUp = { open: t("signUp.open"), invite: t("signUp.invite"), closed: t("signUp.closed") };
  return (
    <SchemaForm
      key={version}
      schema={SettingValues}
      values={values}
      submit={t("save")}
      problem={({ kind, min = 0, max = 0, unit }) => {
        const factor = unit === "bytes" ? BYTES_PER_GIB : 1;
        if (kind === "number") return t("outOfRange", { min: min / factor, max: max / factor });
        return t("wrongLength", { min, max });
      }}
      isBusy={update.isPending}
      error={isStale ? t("stale") : update.error?.message}
      onSubmit={(changed) => update.mutate({ version, ...changed })}
      words={{
        siteName: { label: t("siteName"), help: t("siteNameHelp") },
        announcement: { label: t("announcement"), help: t("announcementHelp") },
        signUp: {
          label: t("signUpLabel"),
          help: t("signUpHelp"),
          options: { ...signUp, null: t("atStart", { mode: signUpAtStart }) },
        },
        remoteImages: {
          label: t("remoteImages"),
          help: t("remoteImagesHelp"),
          options: { block: t("block"), proxy: t("proxy") },
        },
        blockUnsafe: {
          label: t("blockUnsafe"),
          help: t("blockUnsafeHelp"),
          options: { off: t("blockUnsafeOff"), on: t("blockUnsafeOn") },
        },
        pushedSecrets: {
          label: t("pushedSecrets"),
          help: t("pushedSecretsHelp"),
          options: { off: t("secretsOff"), warn: t("secretsWarn"), block: t("secretsBlock") },
        },
        defaultVisibility: { label: t("defaultVisibility"), help: t("defaultVisibilityHelp"), options: visibilities },
        maxUploadBytes: { label: t("maxUpload"), help: t("maxUploadHelp") },
        multipartBytes: { label: t("multipart"), help: t("multipartHelp") },
      }}
    />
  );
}
