"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { bytesText } from "@/components/ui/bytes-text";
import { Callout } from "@/components/ui/callout";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { Mirror, MirrorRun } from "@/server/mirror/contract";
import { Fold } from "./fold";
import { isActive } from "./is-active";
import { RunState } from "./run-progress";
import { RunDetails, RunReason } from "./run-reason";

export interface Clock {
  /** ISO 8601. */
  readonly now: string;
  readonly locale: string;
}

interface Props {
  repo: RepoAddress;
  mirror: Pick<Mirror, "id" | "direction">;
  locale: string;
}

/** The last runs, asked for when somebody wants to see them. */
export function RunHistory(props: Props) {
  const t = useTranslations("mirrorRow");
  const [isOpen, setOpen] = useState(false);
  return (
    <Fold title={t("history")} onToggle={setOpen}>
      {isOpen ? <Runs {...props} /> : null}
    </Fold>
  );
}

/** As many as are kept. */
const MAX_RUNS = 50;
const LOOK_MS = 1_500;

/** Ages are counted from the last look: a run may be younger than the page. */
function Runs({ repo, mirror: { id: mirrorId, direction }, locale }: Props) {
  const trpc = useTRPC();
  const asked = { ...repo, mirrorId, limit: MAX_RUNS };
  const runs = useQuery(
    trpc.mirror.listMirrorRuns.queryOptions(asked, {
      refetchInterval: ({ state }) => (state.data?.items.some(isActive) ? LOOK_MS : false),
    }),
  );
  const clock = { now: new Date(runs.dataUpdatedAt).toISOString(), locale };
  if (runs.error) return <Callout tone="danger" title={runs.error.message} />;
  if (!runs.data) return <Skeleton className="h-24" />;
  return (
    <ul className="max-h-80 divide-y overflow-y-auto pt-2" {...keyboardScroll}>
      {runs.data.items.map((run) => (
        <RunLine key={run.id} {...{ run, direction, clock }} />
      ))}
    </ul>
  );
}

interface LineProps extends Pick<Mirror, "direction"> {
  run: MirrorRun;
  clock: Clock;
}

function RunLine({ run, direction, clock }: LineProps) {
  const [t, says] = [useTranslations("mirrorRow"), useTranslations("mirrorRun")];
  const { refs, filesDone, bytesDone, createdAt, trigger, error, reason } = run;
  return (
    <li className="text-caption grid grid-cols-1 gap-1 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RunState run={run} />
        <span className="text-text-muted">
          {t(`triggers.${trigger}`)} · {t("brought", { refs, files: filesDone, bytes: bytesText(bytesDone) })}
        </span>
        <RelativeTime
          at={createdAt.toISOString()}
          now={clock.now}
          locale={clock.locale}
          className="text-text-muted ml-auto"
        />
      </div>
      {run.isStopLate ? <p className="text-text-muted">{says("stopLate")}</p> : null}
      {error === null ? null : (
        <p className="text-text-muted break-words">
          <RunReason {...{ reason, error, direction }} />
        </p>
      )}
      <RunDetails {...{ reason, error }} />
    </li>
  );
}
