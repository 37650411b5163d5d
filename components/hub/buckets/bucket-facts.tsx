import { getLocale, getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { ByteSize } from "@/components/ui/byte-size";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Bucket } from "@/server/hub/contract/bucket";

/** Who sees it, and how much it holds. */
export async function BucketFacts({ bucket }: { bucket: Bucket }) {
  const [t, hub, locale] = await Promise.all([getTranslations("buckets"), getTranslations("hub"), getLocale()]);
  const { visibility, fileCount, sizeBytes, updatedAt } = bucket;
  return (
    <p className="text-small text-text-muted flex flex-wrap items-center gap-x-3 gap-y-1">
      <Badge>{hub(`visibility.${visibility}`)}</Badge>
      <span>{t("count", { count: fileCount })}</span>
      <ByteSize bytes={sizeBytes} />
      <RelativeTime at={updatedAt.toISOString()} now={new Date().toISOString()} locale={locale} />
    </p>
  );
}
