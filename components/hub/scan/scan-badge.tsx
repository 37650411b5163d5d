import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import type { ScanStatus } from "@/server/hub/contract/scan";

export const SCAN_TONES = {
  safe: "success",
  suspicious: "warning",
  unsafe: "danger",
  not_scanned: "neutral",
  pending: "neutral",
} as const satisfies Record<ScanStatus, string>;

/** One word on what the scanner says of a file. */
export async function ScanBadge({ status }: { status: ScanStatus }) {
  const t = await getTranslations("scan");
  return <Badge tone={SCAN_TONES[status]}>{t(`status.${status}`)}</Badge>;
}
