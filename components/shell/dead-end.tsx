import { Lock, SearchX } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";

const ICONS = { notFound: SearchX, forbidden: Lock } as const;

interface Props {
  reason: keyof typeof ICONS;
  /** Nearer ways on than the start page. */
  children?: ReactNode;
}

/** A page that cannot be shown: nothing is there (or nothing the viewer may see), or it is for somebody else. */
export async function DeadEnd({ reason, children }: Props) {
  const t = await getTranslations(reason);
  return (
    <EmptyState
      headingLevel="h1"
      icon={ICONS[reason]}
      title={t("title")}
      action={
        <>
          {children}
          <Button asChild>
            <Link href="/">{t("home")}</Link>
          </Button>
        </>
      }
    >
      {t("text")}
    </EmptyState>
  );
}
