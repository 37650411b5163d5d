"use client";

import { useTranslations } from "next-intl";
import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { ApiKey } from "@/server/gateway/contract";
import { ChangeApiKey } from "./change-api-key";

const KeyBudgetsForm = lazyPart(() => import("./key-budgets-form").then((module) => module.KeyBudgetsForm), {
  loading: () => <Skeleton className="h-72 w-full" />,
});

/** Another name of a key, other budgets. */
export function ChangeKeyBudgets({ apiKey, currency }: { apiKey: ApiKey; currency: string }) {
  const t = useTranslations("apiKeys");
  return (
    <ChangeApiKey
      title={t("changeTitle", { name: apiKey.name })}
      description={t("changeText")}
      form={(props) => <KeyBudgetsForm {...{ apiKey, currency }} {...props} />}
    />
  );
}
