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
  const advice = adviceOf(t, usedBytes, maxBytes);
  return (
    <div className="grid gap-2">
      <Progress
        label={t("limit")}
        value={value}
        amount={t("usedOf", { used, limit: bytesText(maxBytes) })}
        tone={toneOf(value)}
      />
      {advice ? <p className="text-small text-text-muted">{advice}</p> : null}
    </div>
  );
}

/** What to do about it; whoever keeps more than they may is told how much more. */
function adviceOf(t: Awaited<ReturnType<typeof getTranslations<"storage">>>, usedBytes: number, maxBytes: number) {
  if (usedBytes > maxBytes) return t("limitPassed", { over: bytesText(usedBytes - maxBytes) });
  if (usedBytes === maxBytes) return t("limitReached");
  return usedBytes >= maxBytes * NEARLY ? t("limitNear") : null;
}

function toneOf(value: number): "accent" | "warning" | "danger" {
  if (value === 1) return "danger";
  return value >= NEARLY ? "warning" : "accent";
}
