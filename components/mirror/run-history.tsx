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
import type { MirrorRun } from "@/server/mirror/contract";
import { RunState } from "./run-progress";

export interface Clock {
  /** ISO 8601. */
  readonly now: string;
  readonly locale: string;
}

interface Props {
  repo: RepoAddress;
  mirrorId: string;
  clock: Clock;
}

/** The last runs, asked for when somebody wants to see them. */
export function RunHistory({ repo, mirrorId, clock }: Props) {
  const t = useTranslations("mirrorRow");
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="text-caption text-text-muted cursor-pointer">{t("history")}</summary>
      {isOpen ? <Runs repo={repo} mirrorId={mirrorId} clock={clock} /> : null}
    </details>
  );
}

/** As many as are kept. */
const MAX_RUNS = 50;

function Runs({ repo, mirrorId, clock }: Props) {
  const trpc = useTRPC();
  const runs = useQuery(trpc.mirror.listMirrorRuns.queryOptions({ ...repo, mirrorId, limit: MAX_RUNS }));
  if (runs.error) return <Callout tone="danger" title={runs.error.message} />;
  if (!runs.data) return <Skeleton className="h-24" />;
  return (
    <ul className="max-h-80 divide-y overflow-y-auto pt-2" {...keyboardScroll}>
      {runs.data.items.map((run) => (
        <RunLine key={run.id} run={run} clock={clock} />
      ))}
    </ul>
  );
}

function RunLine({ run, clock }: { run: MirrorRun; clock: Clock }) {
  const t = useTranslations("mirrorRow");
  const { refs, filesDone, bytesDone, createdAt, trigger, error } = run;
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
      {error === null ? null : <p className="text-text-muted break-words">{error}</p>}
    </li>
  );
}
