"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useSwagger } from "@/components/hooks/use-swagger";
import { Skeleton } from "@/components/ui/skeleton";

/** Every operation of this platform, to read and to try. Calls carry a token that is typed in, never the session. */
export function ApiReference() {
  const t = useTranslations("apiReference");
  const place = useRef<HTMLDivElement>(null);
  const state = useSwagger(place, "/api/v1/openapi.json");
  return (
    <>
      {state === "loading" ? <Skeleton className="h-96" /> : null}
      {state === "failed" ? <p role="alert">{t("failed")}</p> : null}
      <div ref={place} className="swagger" />
    </>
  );
}
