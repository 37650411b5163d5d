"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { Callout } from "@/components/ui/callout";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import type { ProtectedRef } from "@/server/hub/contract/refs";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { ProtectRef } from "./protect-ref";
import { useRepoChange } from "./use-repo-change";

const MAX_RULES = 100;

/** Who may push to, merge into and rewrite which branches and tags. */
export function ProtectedRefs({ repo }: { repo: NamedRepo }) {
  const t = useTranslations("protectedRefs");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const { data, error } = useQuery(trpc.hub.listProtectedRefs.queryOptions({ ...addressOf(repo), limit: MAX_RULES }));
  const remove = useMutation(
    trpc.hub.unprotectRef.mutationOptions({ onSuccess: (_done, { pattern }) => changed(t("removed", { pattern })) }),
  );
  const problem = error ?? remove.error;
  return (
    <div className="grid gap-4">
      <ProtectRef repo={repo} />
      {problem ? <Callout tone="danger" title={problem.message} /> : null}
      {data || error ? null : <Skeleton className="h-14" />}
      {data?.items.length === 0 ? <p className="text-small text-text-muted">{t("none")}</p> : null}
      {data && data.items.length > 0 ? (
        <ul className="rounded-card bg-surface-raised divide-y border">
          {data.items.map((rule) => (
            <li key={`${rule.kind} ${rule.pattern}`} className="flex items-center gap-3 px-4 py-2.5">
              <Rule rule={rule} />
              <IconButton
                icon={X}
                label={t("remove", { pattern: rule.pattern })}
                onClick={() => remove.mutate({ ...addressOf(repo), kind: rule.kind, pattern: rule.pattern })}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Rule({ rule }: { rule: ProtectedRef }) {
  const t = useTranslations("protectedRefs");
  const { kind, pattern, people } = rule;
  const levels = (["push", "merge", "force"] as const).map((act) => `${t(act)}: ${t(`levels.${rule[act]}`)}`);
  return (
    <div className="grid min-w-0 flex-1 gap-0.5">
      <span className="text-small flex min-w-0 gap-2">
        <span className="text-text-muted">{t(kind)}</span>
        <span className="truncate font-mono">{pattern}</span>
      </span>
      <span className="text-caption text-text-muted">{levels.join(" · ")}</span>
      {people.length > 0 ? (
        <span className="text-caption text-text-muted">{t("peopleAre", { people: people.join(", ") })}</span>
      ) : null}
    </div>
  );
}
