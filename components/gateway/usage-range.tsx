import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { type UsageQuery, usageHref } from "./usage-view";

const RANGES = ["month", "30d"] as const;

/** Which days are looked at: two usual stretches, or any; the address holds it. */
export async function UsageRange({ query }: { query: UsageQuery }) {
  const t = await getTranslations("usage");
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
      <nav aria-label={t("range")} className="rounded-control bg-pressed inline-flex h-8 items-center gap-0.5 p-0.5">
        {RANGES.map((range) => (
          <Link
            key={range}
            href={usageHref(query, { range })}
            aria-current={query.range === range ? "true" : undefined}
            className={cn(
              "rounded-control text-caption text-text-muted hover:text-text inline-flex h-7 items-center px-2.5",
              query.range === range && "bg-surface-raised text-text shadow-thumb",
            )}
          >
            {t(`ranges.${range}`)}
          </Link>
        ))}
      </nav>
      <form action="/console/usage" className="flex flex-wrap items-center gap-2">
        <label htmlFor="usage-from" className="text-caption text-text-muted">
          {t("from")}
        </label>
        <Input id="usage-from" type="date" name="from" defaultValue={query.from} required className="w-auto" />
        <label htmlFor="usage-until" className="text-caption text-text-muted">
          {t("until")}
        </label>
        <Input id="usage-until" type="date" name="until" defaultValue={query.until} required className="w-auto" />
        {query.view === "key" ? null : <input type="hidden" name="view" value={query.view} />}
        <Button type="submit">{t("show")}</Button>
      </form>
    </div>
  );
}
