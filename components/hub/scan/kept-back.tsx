import { getTranslations } from "next-intl/server";
import { Callout } from "@/components/ui/callout";
import type { KeptReason } from "@/server/hub/contract/scan";

/** Why a file cannot be downloaded here, and what helps. */
export async function KeptBack({ reason }: { reason: KeptReason }) {
  const t = await getTranslations("keptBack");
  return (
    <Callout tone="warning" isBanner title={t("title")}>
      {t(reason)}
    </Callout>
  );
}
