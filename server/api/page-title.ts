import "server-only";
import { getTranslations } from "next-intl/server";

type Titled =
  | "adminAudit"
  | "adminDeployments"
  | "adminFinance"
  | "adminHealth"
  | "adminJobs"
  | "adminMails"
  | "adminMirrors"
  | "adminOrganizations"
  | "adminOverview"
  | "adminPrices"
  | "adminProviders"
  | "adminRepos"
  | "adminRuntimes"
  | "adminSettings"
  | "adminTags"
  | "adminUsers";

/** `generateMetadata` of a page whose words have a `title`. */
export const titleOf = (namespace: Titled) => async () => {
  const t = await getTranslations(namespace);
  return { title: t("title") };
};
