import { Lock } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";

export default async function Forbidden() {
  const t = await getTranslations("forbidden");
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <EmptyState
        headingLevel="h1"
        icon={Lock}
        title={t("title")}
        action={
          <Button asChild>
            <Link href="/">{t("home")}</Link>
          </Button>
        }
      >
        {t("text")}
      </EmptyState>
    </main>
  );
}
