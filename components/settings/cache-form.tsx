"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { z } from "zod";
import { SchemaForm } from "@/components/patterns/schema-form";
import { TextLink } from "@/components/ui/text-link";
import { CacheAccess, CacheLimits, CacheSource, type Settings } from "@/server/settings/contract";
import { useSettingsUpdate } from "./use-settings-update";

const PARTS = { source: CacheSource, access: CacheAccess, limits: CacheLimits } as const;

interface Props {
  part: keyof typeof PARTS;
  settings: z.infer<typeof Settings>;
}

const createOrganisation = (words: ReactNode) => (
  <TextLink href="/organizations/new" tone="inline">
    {words}
  </TextLink>
);

/** What is fetched from another hub when somebody asks for an id that is not here, and for whom: one part of it. */
export function CacheForm({ part, settings: { version, ...values } }: Props) {
  const t = useTranslations("adminCacheForm");
  const { save, look } = useSettingsUpdate();
  const visibilities = { private: t("private"), internal: t("internal"), public: t("public") };
  const problems: Readonly<Record<string, string>> = { cacheOrigin: t("badOrigin"), cacheOwner: t("ownerMissing") };
  const schema = PARTS[part];
  return (
    <SchemaForm
      key={JSON.stringify(schema.safeParse(values).data)}
      schema={schema}
      values={values}
      {...look}
      problem={(field) => problems[field.name] ?? look.problem(field)}
      onSubmit={(changed) => save({ version, ...changed })}
      words={{
        cache: { label: t("cache"), help: t("cacheHelp"), options: { off: t("off"), on: t("on") } },
        cacheOrigin: { label: t("origin"), help: t("originHelp") },
        cacheOwner: {
          label: t("owner"),
          aside: t("required"),
          help: t.rich("ownerHelp", { create: createOrganisation }),
        },
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
