import { getTranslations } from "next-intl/server";
import { ConfigurationTable } from "@/components/settings/configuration-table";
import { orForbidden } from "@/server/api/refusal";
import { api } from "@/server/api/rsc";

export async function generateMetadata() {
  const t = await getTranslations("adminSettings");
  return { title: `${t("environment")} · ${t("title")}` };
}

export default async function EnvironmentPage() {
  return <ConfigurationTable {...(await orForbidden(api.settings.getConfiguration({})))} />;
}
