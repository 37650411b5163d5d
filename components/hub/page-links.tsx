import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";

interface Props {
  /** Address of the first page, with its filters. */
  here: string;
  nextCursor: string | null;
  /** This is not the first page. */
  isContinued: boolean;
  shown: number;
}

/** The way on, and back to the beginning; nothing when everything is on one page. */
export async function PageLinks({ here, nextCursor, isContinued, shown }: Props) {
  if (nextCursor === null && !isContinued) return null;
  const t = await getTranslations("pageLinks");
  const next = nextCursor && `${here}${here.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(nextCursor)}`;
  return (
    <nav aria-label={t("pages")} className="text-caption text-text-muted flex flex-wrap items-center gap-2">
      <span className="tabular-nums">{t("shown", { count: shown })}</span>
      <span className="ml-auto flex gap-2">
        {isContinued ? (
          <Button asChild size="sm">
            <Link href={here}>{t("first")}</Link>
          </Button>
        ) : null}
        {next ? (
          <Button asChild size="sm">
            <Link href={next}>{t("more")}</Link>
          </Button>
        ) : null}
      </span>
    </nav>
  );
}
