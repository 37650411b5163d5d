import { Lock } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { hrefOf } from "../href";

export async function NoSettings({ repo }: { repo: NamedRepo }) {
  const t = await getTranslations("repoSettings");
  return (
    <EmptyState
      icon={Lock}
      title={t("forbidden")}
      action={
        <Button asChild>
          <Link href={hrefOf(repo)}>{t("back")}</Link>
        </Button>
      }
    >
      {t("forbiddenText", { owner: repo.namespace })}
    </EmptyState>
  );
}
