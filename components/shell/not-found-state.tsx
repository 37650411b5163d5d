import { SearchX } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";

/** There is nothing here, or nothing that the viewer may see: both look the same. */
export async function NotFoundState() {
  const t = await getTranslations("notFound");
  return (
    <EmptyState
      headingLevel="h1"
      icon={SearchX}
      title={t("title")}
      action={
        <Button asChild>
          <Link href="/">{t("home")}</Link>
        </Button>
      }
    >
      {t("text")}
    </EmptyState>
  );
}
