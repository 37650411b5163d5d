import { useTranslations } from "next-intl";
import { StatusDot } from "@/components/ui/status-dot";
import type { ApiKey } from "@/server/gateway/contract";

/** Whether calls with a key go through. */
export function KeyStatus({ apiKey: { disabledAt, lastUsedAt } }: { apiKey: ApiKey }) {
  const t = useTranslations("apiKeys");
  if (disabledAt) return <StatusDot tone="danger" label={t("status.disabled")} />;
  return lastUsedAt ? (
    <StatusDot tone="success" label={t("status.works")} />
  ) : (
    <StatusDot tone="idle" label={t("status.unused")} />
  );
}
