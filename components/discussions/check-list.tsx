"use client";

import { CircleCheck, CircleDashed, CircleDot, CircleX, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type BadgeProps } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import type { MergeState, StatusState } from "@/server/discussions/contract";

interface Props {
  checks: MergeState["checks"];
  /** Required ones that have not passed; some have not begun. */
  missing: readonly string[];
}

interface Look {
  readonly icon: LucideIcon;
  readonly tone: BadgeProps["tone"];
}

const LOOKS: Readonly<Record<StatusState, Look>> = {
  pending: { icon: CircleDot, tone: "warning" },
  success: { icon: CircleCheck, tone: "success" },
  failure: { icon: CircleX, tone: "danger" },
  error: { icon: CircleX, tone: "danger" },
};

/** What checks found out about the newest commit, and which have yet to begin. */
export function CheckList({ checks, missing }: Props) {
  const t = useTranslations("discussions");
  const absent = missing.filter((name) => !checks.some(({ context }) => context === name));
  if (checks.length + absent.length === 0) return null;
  return (
    <ul aria-label={t("checks")} className="rounded-control divide-y border">
      {checks.map(({ context, state, description, targetUrl }) => (
        <li key={context} className="text-small flex min-w-0 flex-wrap items-center gap-2 px-3 py-2">
          <Badge {...LOOKS[state]}>{t(`check.${state}`)}</Badge>
          <span className="min-w-0 font-medium break-words">{context}</span>
          {missing.includes(context) ? <Badge>{t("required")}</Badge> : null}
          <span className="text-text-muted min-w-0 flex-1 basis-40 break-words">{description}</span>
          {targetUrl ? (
            <TextLink href={targetUrl} rel="noreferrer" aria-label={`${t("checkDetails")}: ${context}`}>
              {t("checkDetails")}
            </TextLink>
          ) : null}
        </li>
      ))}
      {absent.map((name) => (
        <li key={name} className="text-small flex min-w-0 flex-wrap items-center gap-2 px-3 py-2">
          <Badge icon={CircleDashed}>{t("checkAwaited")}</Badge>
          <span className="min-w-0 font-medium break-words">{name}</span>
          <Badge>{t("required")}</Badge>
        </li>
      ))}
    </ul>
  );
}
