import { MessagesSquare, SearchX } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";

interface Props {
  here: string;
  /** The query that nothing matches. */
  text: string;
  /** Other filters than open and closed may be in the way, or there are closed ones. */
  isFiltered: boolean;
}

/** Nothing is there yet, or nothing matches. */
export async function NoDiscussions({ here, text, isFiltered }: Props) {
  const t = await getTranslations("discussions");
  if (!isFiltered) {
    return (
      <EmptyState icon={MessagesSquare} title={t("empty")}>
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title={t("noMatch", { query: text })}
      action={
        <Button asChild>
          <Link href={`${here}?q=`}>{t("clearQuery")}</Link>
        </Button>
      }
    >
      {t("noMatchText")}
    </EmptyState>
  );
}
