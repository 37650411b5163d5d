import { MessagesSquare } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";

/** Days in which nobody called a model. */
export async function NoCalls() {
  const t = await getTranslations("usage");
  return (
    <EmptyState
      title={t("nothing")}
      action={
        <>
          <Button asChild>
            <Link href="/console/playground">
              <MessagesSquare aria-hidden />
              {t("playground")}
            </Link>
          </Button>
          <Button asChild>
            <Link href="/console/api-keys">{t("keys")}</Link>
          </Button>
        </>
      }
    >
      {t("nothingText")}
    </EmptyState>
  );
}
