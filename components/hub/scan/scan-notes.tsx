import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { Callout } from "@/components/ui/callout";
import type { FileView } from "@/server/hub/contract/content";
import { ScanDetails } from "./scan-details";

/** Why a file cannot be downloaded here and what helps, and what the scanner found in it. */
export async function ScanNotes({ scan, keptBack }: Pick<z.infer<typeof FileView>, "scan" | "keptBack">) {
  const t = await getTranslations("keptBack");
  return (
    <>
      {keptBack ? (
        <Callout tone="warning" isBanner title={t("title")}>
          {t(keptBack)}
        </Callout>
      ) : null}
      {scan ? <ScanDetails scan={scan} /> : null}
    </>
  );
}
