import { getTranslations } from "next-intl/server";
import { CacheSection } from "@/components/settings/cache-section";
import { orForbidden } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

export async function generateMetadata() {
  const t = await getTranslations("adminSettings");
  return { title: `${t("cache")} · ${t("title")}` };
}

export default async function CachePage() {
  const [settings, cache] = await orForbidden(
    Promise.all([api.settings.getSystemSettings({}), api.mirror.getCache({})]),
  );
  return <CacheSection settings={settings} cache={cache} />;
}
