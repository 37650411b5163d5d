"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { SchemaForm } from "@/components/patterns/schema-form";
import {
  GeneralSettings,
  MoneySettings,
  SecuritySettings,
  type Settings,
  type SignUpMode,
  UploadSettings,
} from "@/server/settings/contract";
import { useSettingsUpdate } from "./use-settings-update";

const PARTS = {
  general: GeneralSettings,
  security: SecuritySettings,
  uploads: UploadSettings,
  money: MoneySettings,
} as const;

export type SettingsPart = keyof typeof PARTS;

interface Props {
  part: SettingsPart;
  settings: z.infer<typeof Settings>;
  /** What holds for sign-up until somebody decides here. */
  signUpAtStart: z.infer<typeof SignUpMode>;
}

/** One part of the settings of the installation; a change that somebody else made meanwhile is not overwritten. */
export function SettingsForm({ part, settings, signUpAtStart }: Props) {
  const t = useTranslations("adminSettingsForm");
  const { save, look } = useSettingsUpdate();
  const { version, ...values } = settings;
  const schema = PARTS[part];
  const visibilities = {
    private: t("visibility.private"),
    internal: t("visibility.internal"),
    public: t("visibility.public"),
  };
  const signUp = { open: t("signUp.open"), invite: t("signUp.invite"), closed: t("signUp.closed") };
  return (
    <SchemaForm
      key={JSON.stringify(schema.safeParse(values).data)}
      schema={schema}
      values={values}
      {...look}
      onSubmit={(changed) => save({ version, ...changed })}
      words={{
        siteName: { label: t("siteName"), help: t("siteNameHelp") },
        announcement: { label: t("announcement"), help: t("announcementHelp") },
        signUp: {
          label: t("signUpLabel"),
          help: t("signUpHelp"),
          options: { ...signUp, null: t("atStart", { mode: signUp[signUpAtStart] }) },
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
        maxOwnerBytes: { label: t("maxOwner"), help: t("maxOwnerHelp") },
        confirmMoneyAbove: { label: t("confirmMoney"), help: t("confirmMoneyHelp") },
        multipartBytes: { label: t("multipart"), help: t("multipartHelp") },
      }}
    />
  );
}
