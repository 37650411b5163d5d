import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/patterns/page-header";
import { CacheSection } from "@/components/settings/cache-section";
import { ConfigurationTable } from "@/components/settings/configuration-table";
import { SettingsForm } from "@/components/settings/settings-form";
import { PageBody } from "@/components/shell/page-body";
import { Words } from "@/components/shell/words";
import { titleOf } from "@/server/api/page-title";
import { orForbidden } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

export const generateMetadata = titleOf("adminSettings");

export default async function SettingsPage() {
  const reading = Promise.all([
    api.settings.getSystemSettings({}),
    api.settings.getConfiguration({}),
    api.mirror.getCache({}),
  ]);
  const [t, [settings, { items }, cache]] = await Promise.all([getTranslations("adminSettings"), orForbidden(reading)]);
  const signUpAtStart = items.find(({ name }) => name === "YARD_SIGN_UP")?.value ?? "open";
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("text")} />
      <Words namespaces={["adminSettingsForm"]}>
        <SettingsForm settings={settings} signUpAtStart={signUpAtStart} />
      </Words>
      <CacheSection settings={settings} cache={cache} />
      <ConfigurationTable items={items} />
    </PageBody>
  );
}
