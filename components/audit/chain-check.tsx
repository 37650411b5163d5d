"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

/** Computes the whole chain anew when asked, and says where it is broken. */
export function ChainCheck() {
  const t = useTranslations("adminChain");
  const trpc = useTRPC();
  const { data, error, isFetching, refetch } = useQuery(
    trpc.audit.verifyAuditChain.queryOptions({}, { enabled: false, retry: false, staleTime: 0, gcTime: 0 }),
  );
  return (
    <div className="grid justify-items-start gap-3" aria-live="polite">
      <Button busy={isFetching} onClick={() => void refetch()}>
        <ShieldCheck aria-hidden />
        {t("verify")}
      </Button>
      {error && !isFetching ? <Callout tone="danger" title={error.message} /> : null}
      {data && !isFetching && data.brokenAt === null ? (
        <Callout tone="success" title={t("whole", { count: data.count })}>
          {t("wholeText")}
        </Callout>
      ) : null}
      {data && !isFetching && data.brokenAt !== null ? (
        <Callout tone="danger" title={t("broken", { seq: data.brokenAt })}>
          {t("brokenText")}
        </Callout>
      ) : null}
    </div>
  );
}
