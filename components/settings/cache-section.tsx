import { getFormatter, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { FormSection } from "@/components/patterns/form-section";
import { Words } from "@/components/shell/words";
import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import type { Cache } from "@/server/mirror/contract/cache";
import type { Settings } from "@/server/settings/contract";
import { CacheForm } from "./cache-form";
import { CacheToken } from "./cache-token";

interface Props {
  settings: z.infer<typeof Settings>;
  cache: Cache;
}

const BYTES_PER_GB = 1_000_000_000;

/** What is fetched from another hub on demand, with what is there by now. */
export async function CacheSection({ settings, cache: { hasToken, hasOwner, repos, bytes } }: Props) {
  const [t, format] = await Promise.all([getTranslations("adminCacheForm"), getFormatter()]);
  const size = format.number(bytes / BYTES_PER_GB, { style: "unit", unit: "gigabyte", maximumFractionDigits: 1 });
  const { cache, cacheOwner: name, cacheOrigin: origin } = settings;
  return (
    <Words namespaces={["adminCacheForm", "adminSettingsForm"]}>
      <FormSection title={t("title")} description={t("text")}>
        {cache === "on" && !hasOwner ? (
          <Callout tone="warning" title={t("ownerUnknown", { name: name || "–" })}>
            {t.rich("ownerUnknownText", {
              create: (words) => (
                <TextLink href="/organizations/new" tone="inline">
                  {words}
                </TextLink>
              ),
            })}
          </Callout>
        ) : null}
        <p className="text-small text-text-muted">{t("usage", { repos, size })}</p>
      </FormSection>
      <FormSection title={t("source")} description={t("sourceText")}>
        <CacheForm part="source" settings={settings} />
      </FormSection>
      <FormSection title={t("tokenTitle")} description={t("tokenText", { origin })}>
        <CacheToken hasToken={hasToken} />
      </FormSection>
      <FormSection title={t("access")} description={t("accessText")}>
        <CacheForm part="access" settings={settings} />
      </FormSection>
      <FormSection title={t("limits")} description={t("limitsText")}>
        <CacheForm part="limits" settings={settings} />
      </FormSection>
    </Words>
  );
}
