"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CirclePause, CircleX, type LucideIcon, Rocket } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { Timeline, type TimelineEvent } from "@/components/patterns/timeline";
import type { DeploymentAttemptPage, DeploymentDetails } from "@/server/inference/contract";
import { lookAgainMs } from "./look-again";
import { useDeployment } from "./use-deployment";

type Attempts = z.output<typeof DeploymentAttemptPage>;
type Attempt = Attempts["items"][number];

interface Props {
  initial: DeploymentDetails;
  attempts: Attempts;
  limit: number;
  now: string;
}

interface Phase {
  readonly key: "started" | "ready" | "failed" | "stopped";
  readonly at: Date;
}

const LOOKS: Readonly<
  Record<Phase["key"], { readonly icon: LucideIcon; readonly tone: NonNullable<TimelineEvent["tone"]> }>
> = {
  started: { icon: Rocket, tone: "neutral" },
  ready: { icon: CircleCheck, tone: "success" },
  failed: { icon: CircleX, tone: "danger" },
  stopped: { icon: CirclePause, tone: "neutral" },
};

/** The latest first. */
const phasesOf = ({ startedAt, readyAt, endedAt, outcome }: Attempt): readonly Phase[] => [
  ...(endedAt ? [{ key: outcome === "failed" ? ("failed" as const) : ("stopped" as const), at: endedAt }] : []),
  ...(readyAt ? [{ key: "ready" as const, at: readyAt }] : []),
  { key: "started", at: startedAt },
];

/** Every process there was, from start to end, the newest first; each leads to its own log. */
export function AttemptTimeline({ initial, attempts, limit, now }: Props) {
  const t = useTranslations("deployment");
  const locale = useLocale();
  const trpc = useTRPC();
  const { id, status, creator, createdAt } = useDeployment(initial);
  const { data, dataUpdatedAt } = useQuery(
    trpc.inference.listDeploymentAttempts.queryOptions(
      { id, limit },
      { initialData: attempts, initialDataUpdatedAt: Date.parse(now), refetchInterval: lookAgainMs([status]) },
    ),
  );
  const seconds = new Intl.NumberFormat(locale, { style: "unit", unit: "second", maximumFractionDigits: 1 });
  const events = data.items.flatMap((attempt) => {
    const { replica, attempt: number, reason, exitCode, startedAt } = attempt;
    const details: Readonly<Record<Phase["key"], string | undefined>> = {
      started: undefined,
      ready: attempt.readyAt
        ? t("readyAfter", { time: seconds.format((attempt.readyAt.getTime() - startedAt.getTime()) / 1_000) })
        : undefined,
      failed: reason
        ? `${reason.message}${exitCode === null ? "" : ` (${t("exitCode", { code: exitCode })})`}`
        : undefined,
      stopped: undefined,
    };
    return phasesOf(attempt).map(({ key, at }) => ({
      ...LOOKS[key],
      id: `${replica}-${number}-${key}`,
      title: t(`phases.${key}`, { replica, attempt: number }),
      at: at.toISOString(),
      detail: (
        <span className="grid gap-0.5">
          {details[key] ? <span className="break-words">{details[key]}</span> : null}
          {key === "started" ? (
            <Link
              href={`/console/deployments/${id}?replica=${replica}&attempt=${number}#logs`}
              className="text-accent-text hover:underline"
            >
              {t("itsLog")}
            </Link>
          ) : null}
        </span>
      ),
    }));
  });
  const made: TimelineEvent = {
    id: "made",
    icon: Rocket,
    tone: "accent",
    title: t("made", { who: creator ?? t("somebody") }),
    at: createdAt.toISOString(),
  };
  const all = [...events.toSorted((a, b) => b.at.localeCompare(a.at)), ...(data.nextCursor ? [] : [made])];
  return (
    <>
      <Timeline now={new Date(dataUpdatedAt).toISOString()} locale={locale} events={all} />
      {data.nextCursor ? <p className="text-caption text-text-muted pt-3">{t("older")}</p> : null}
    </>
  );
}
