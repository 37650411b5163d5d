import { Lock } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Collection } from "@/server/hub/contract/collection";

/** One collection in a list. */
export async function CollectionCard({ collection }: { collection: Collection }) {
  const [t, locale] = await Promise.all([getTranslations("collections"), getLocale()]);
  const { namespace, slug, title, description, visibility, itemCount, updatedAt } = collection;
  return (
    <article className="rounded-card bg-surface-raised hover:border-border-strong relative grid gap-1.5 border p-4 transition-colors duration-150">
      <h2 className="text-body flex min-w-0 items-center gap-2">
        <Link
          prefetch={false}
          href={`/collections/${namespace}/${slug}`}
          className="truncate font-medium after:absolute after:inset-0"
        >
          {title}
        </Link>
        {visibility === "public" ? null : <Badge icon={Lock}>{t(`visibility.${visibility}`)}</Badge>}
      </h2>
      {description ? <p className="text-small text-text-muted line-clamp-2">{description}</p> : null}
      <p className="text-caption text-text-muted">
        {namespace} · {t("count", { count: itemCount })} ·{" "}
        <RelativeTime at={updatedAt.toISOString()} now={new Date().toISOString()} locale={locale} />
      </p>
    </article>
  );
}
