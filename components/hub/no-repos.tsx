import { Plus } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";
import { kindOf, type Shelf } from "@/server/hub/contract/repo";

/** A shelf on which nothing stands, or nothing that was looked for. */
export async function NoRepos({ shelf, origin, isFiltered }: { shelf: Shelf; origin: string; isFiltered: boolean }) {
  const t = await getTranslations("hub");
  if (isFiltered) {
    const clear = (
      <Button asChild>
        <Link href={`/${shelf}`}>{t("clearFilters")}</Link>
      </Button>
    );
    return (
      <EmptyState title={t("noMatch")} action={clear}>
        {t("noMatchText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      kind={kindOf(shelf)}
      title={t(`empty.${shelf}.title`)}
      action={
        <Button asChild variant="primary">
          <Link href={`/new/${shelf}`}>
            <Plus aria-hidden />
            {t(`create.${shelf}`)}
          </Link>
        </Button>
      }
      command={`curl -u <user>:<token> -H 'content-type: application/json' -d '{"name": "first"}' ${origin}/api/v1/${shelf}`}
    >
      {t(`empty.${shelf}.text`)}
    </EmptyState>
  );
}
