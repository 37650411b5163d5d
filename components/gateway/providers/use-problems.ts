"use client";

import { useTranslations } from "next-intl";
import { PROVIDER_REASONS } from "@/server/gateway/contract/provider-words";

/** What refusals mean, in the reader's language. */
export function useProblems(): Readonly<Record<string, string>> {
  const t = useTranslations("providerActions");
  return Object.fromEntries(PROVIDER_REASONS.map((reason) => [reason, t(`problems.${reason}`)]));
}
