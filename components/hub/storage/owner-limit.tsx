import { getTranslations } from "next-intl/server";
import { bytesText } from "@/components/ui/bytes-text";
import { Progress } from "@/components/ui/progress";
import type { OwnerStorage } from "@/server/hub/contract/storage-quota";

const NEARLY = 0.8;

/** How much of what it may keep an account keeps; without a limit, how much it is. */
export async function OwnerLimit({ storage: { usedBytes, maxBytes } }: { storage: OwnerStorage }) {
  const t = await getTranslations("storage");
  const used = bytesText(usedBytes);
  if (maxBytes === null) return <p className="text-small text-text-muted">{t("usedWithoutLimit", { used })}</p>;

  const value = maxBytes === 0 ? 1 : Math.min(1, usedBytes / maxBytes);
  return (
    <div className="grid gap-2">
      <Progress
        label={t("limit")}
        value={value}
        amount={t("usedOf", { used, limit: bytesText(maxBytes) })}
        tone={toneOf(value)}
      />
      {value >= NEARLY ? (
        <p className="text-small text-text-muted">{t(value === 1 ? "limitReached" : "limitNear")}</p>
      ) : null}
    </div>
  );
}

function toneOf(value: number): "accent" | "warning" | "danger" {
  if (value === 1) return "danger";
  return value >= NEARLY ? "warning" : "accent";
}
