"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Callout } from "@/components/ui/callout";
import { Skeleton } from "@/components/ui/skeleton";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { ProtectRef } from "./protect-ref";
import { ProtectedRefRow } from "./protected-ref-row";

const MAX_RULES = 100;

/** Who may push to, merge into and rewrite which branches and tags. */
export function ProtectedRefs({ repo }: { repo: NamedRepo }) {
  const t = useTranslations("protectedRefs");
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.hub.listProtectedRefs.queryOptions({ ...addressOf(repo), limit: MAX_RULES }));
  const rules = data?.items ?? [];
  return (
    <div className="grid gap-4">
      <ProtectRef repo={repo} rules={rules} />
      {error ? <Callout tone="danger" title={error.message} /> : null}
      {data || error ? null : <Skeleton className="h-14" />}
      {data?.items.length === 0 ? <p className="text-small text-text-muted">{t("none")}</p> : null}
      {rules.length > 0 ? (
        <ul className="rounded-card bg-surface-raised divide-y border">
          {rules.map((rule) => (
            <ProtectedRefRow key={`${rule.kind} ${rule.pattern}`} repo={repo} rule={rule} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}
