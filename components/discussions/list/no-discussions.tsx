import { MessagesSquare, SearchX } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";

interface Props {
  here: string;
  /** The query that nothing matches. */
  text: string;
  /** Something else than open and closed was asked for. */
  isFiltered: boolean;
  /** How many of the closed ones would match. */
  closed: number;
}

/** Nothing is there yet, all is closed, or nothing matches. */
export async function NoDiscussions({ here, text, isFiltered, closed }: Props) {
  const t = await getTranslations("discussions");
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title={t("noMatch", { query: text })}
        action={<Way href={`${here}?q=`} label={t("clearQuery")} />}
      >
        {t("noMatchText")}
      </EmptyState>
    );
  }
  return closed > 0 ? (
    <EmptyState
      icon={MessagesSquare}
      title={t("allClosed")}
      action={<Way href={`${here}?q=is%3Aclosed`} label={t("showClosed", { count: closed })} />}
    >
      {t("emptyText")}
    </EmptyState>
  ) : (
    <EmptyState icon={MessagesSquare} title={t("empty")}>
      {t("emptyText")}
    </EmptyState>
  );
}

const Way = ({ href, label }: { href: string; label: string }) => (
  <Button asChild>
    <Link href={href}>{label}</Link>
  </Button>
);
