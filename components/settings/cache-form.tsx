"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { SchemaForm } from "@/components/patterns/schema-form";
import { CacheSettings, type Settings } from "@/server/settings/contract";
import { useSettingsUpdate } from "./use-settings-update";

/** What is fetched from another hub when somebody asks for an id that is not here, and for whom. */
export function CacheForm({ version, ...values }: z.infer<typeof Settings>) {
  const t = useTranslations("adminCacheForm");
  const { save, look } = useSettingsUpdate();
  const { problem } = look;
  const visibilities = { public: t("public"), internal: t("internal"), private: t("private") };
  return (
    <SchemaForm
      key={version}
      schema={CacheSettings}
      values={values}
      {...look}
      problem={(field) => (field.name === "cacheOrigin" ? t("badOrigin") : problem(field))}
      onSubmit={(changed) => save({ version, ...changed })}
      words={{
        cache: { label: t("cache"), help: t("cacheHelp"), options: { off: t("off"), on: t("on") } },
        cacheOrigin: { label: t("origin"), help: t("originHelp") },
        cacheOwner: { label: t("owner"), help: t("ownerHelp") },
        cacheBy: { label: t("by"), help: t("byHelp"), options: { people: t("people"), everybody: t("everybody") } },
        cacheAllow: { label: t("allow"), help: t("allowHelp") },
        cacheDeny: { label: t("deny"), help: t("denyHelp") },
        cacheVisibility: { label: t("visibility"), help: t("visibilityHelp"), options: visibilities },
        cacheRestricted: {
          label: t("restricted"),
          help: t("restrictedHelp"),
          options: { private: t("restrictedPrivate"), shared: t("restrictedShared") },
        },
        cacheRepoBytes: { label: t("repoBytes"), help: t("repoBytesHelp") },
        cacheTotalBytes: { label: t("totalBytes"), help: t("totalBytesHelp") },
        cacheHours: { label: t("hours"), help: t("hoursHelp") },
      }}
    />
  );
}
