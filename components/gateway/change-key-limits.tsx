"use client";

import { useTranslations } from "next-intl";
import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { ApiKey } from "@/server/gateway/contract";
import { ChangeApiKey } from "./change-api-key";

const KeyLimitsForm = lazyPart(() => import("./key-limits-form").then((module) => module.KeyLimitsForm), {
  loading: () => <Skeleton className="h-96 w-full" />,
});

export function ChangeKeyLimits({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations("apiKeys");
  return (
    <ChangeApiKey
      title={t("limitsTitle", { name: apiKey.name })}
      description={t("limitsText")}
      form={(props) => <KeyLimitsForm apiKey={apiKey} {...props} />}
    />
  );
}
