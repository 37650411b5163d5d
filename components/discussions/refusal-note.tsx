"use client";

import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";

interface Refusal {
  readonly message: string;
  /** Where the platform has answered. */
  readonly data?: { readonly code?: string } | null | undefined;
}

/** Why something was refused, told to everybody who listens. Who is signed out signs in beside what was written. */
export function RefusalNote({ error }: { error: Refusal | null }) {
  const t = useTranslations("discussions");
  if (!error) return null;
  return (
    <Callout tone="danger" title={error.message}>
      {error.data?.code === "UNAUTHORIZED" ? (
        <a href="/sign-in" target="_blank" className="text-accent-text underline underline-offset-3" rel="noopener">
          {t("signInBeside")}
        </a>
      ) : null}
    </Callout>
  );
}
