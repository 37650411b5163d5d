"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";
import type { ApiKey } from "@/server/gateway/contract";
import { ChangeApiKey } from "./change-api-key";

const KeyLimitsForm = dynamic(() => import("./key-limits-form").then((module) => module.KeyLimitsForm), {
  ssr: false,
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
