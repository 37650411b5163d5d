"use client";

import { useLocale, useTranslations } from "next-intl";
import { timeLeft } from "@/components/patterns/time-left";
import { bytesText } from "@/components/ui/bytes-text";
import { Callout } from "@/components/ui/callout";
import { Progress } from "@/components/ui/progress";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import { TextLink } from "@/components/ui/text-link";
import type { Mirror, MirrorRun } from "@/server/mirror/contract";
import type { RunStatus } from "@/server/mirror/contract/sources";
import { RunDetails, RunReason } from "./run-reason";
import { usePace } from "./use-pace";

const TONES = {
  queued: "idle",
  running: "info",
  succeeded: "success",
  failed: "danger",
  cancelled: "warning",
} as const satisfies Record<RunStatus, StatusTone>;

const BARS = {
  queued: "accent",
  running: "accent",
  succeeded: "success",
  failed: "danger",
  cancelled: "warning",
} as const;

/** What an error means in each state. */
const PROBLEMS = {
  queued: "retries",
  running: "retries",
  succeeded: "incomplete",
  failed: "failed",
  cancelled: "stopped",
} as const satisfies Record<RunStatus, string>;

/** Where a run stands, in a word. */
export function RunState({ run }: { run: Pick<MirrorRun, "status" | "attempt" | "isStopping"> }) {
  const t = useTranslations("mirrorRun");
  const isAgain = run.status === "queued" && run.attempt > 1;
  const word = isAgain ? t("again", { attempt: run.attempt }) : t(`status.${run.status}`);
  return (
    <StatusDot
      tone={TONES[run.status]}
      label={run.isStopping ? t("stopping") : word}
      isBusy={run.status === "running"}
    />
  );
}

interface Props {
  run: MirrorRun;
  /** When this was true, in milliseconds. */
  seenAt: number;
  mirror: Pick<Mirror, "direction" | "url">;
}

/** How far a run is, and what went wrong with it. */
export function RunProgress({ run, seenAt, mirror }: Props) {
  const t = useTranslations("mirrorRun");
  const { status, error, attempt, isStopLate } = run;
  return (
    <div aria-live="polite" className="grid grid-cols-1 gap-3">
      {status === "running" || run.filesTotal ? <FilesBar run={run} seenAt={seenAt} /> : null}
      {status === "queued" && attempt === 1 ? <p className="text-small text-text-muted">{t("waiting")}</p> : null}
      {isStopLate ? <p className="text-small text-text-muted">{t("stopLate")}</p> : null}
      {error === null ? null : <RunProblem {...{ run, seenAt, mirror }} />}
    </div>
  );
}

/** What went wrong, when it is tried again, and the way out where nothing can be done in the repository itself. */
function RunProblem({ run: { status, error, reason, nextAttemptAt }, seenAt, mirror: { direction, url } }: Props) {
  const t = useTranslations("mirrorRun");
  const locale = useLocale();
  const at = nextAttemptAt !== null && nextAttemptAt.getTime() > seenAt ? nextAttemptAt : null;
  const when = (next: Date) => (
    <RelativeTime at={next.toISOString()} now={new Date(seenAt).toISOString()} locale={locale} />
  );
  return (
    <Callout
      tone={status === "failed" ? "danger" : "warning"}
      title={status === "queued" && at ? t.rich("retriesAt", { when: () => when(at) }) : t(PROBLEMS[status])}
    >
      <p>
        <RunReason {...{ reason, error, direction }} />
      </p>
      {reason === "diverged" && direction === "pull" ? (
        <TextLink href={`/new/import?${new URLSearchParams({ address: url })}`}>{t("importInstead")}</TextLink>
      ) : null}
      <RunDetails {...{ reason, error }} />
    </Callout>
  );
}

/** The step under way, and the bytes of large files as far as they are known. */
function FilesBar({ run, seenAt }: { run: MirrorRun; seenAt: number }) {
  const t = useTranslations("mirrorRun");
  const rate = usePace(run.bytesDone, seenAt);
  const { filesDone, filesTotal: files, bytesDone, bytesTotal, status, step } = run;
  const label = status === "running" ? t(`step.${step ?? "connect"}`) : t("files");
  if (!(files && bytesTotal)) return <Progress label={label} tone={BARS[status]} />;
  const facts = { done: filesDone, files, bytes: bytesText(bytesDone), total: bytesText(bytesTotal) };
  const pace = status === "running" && step === "files" && rate !== null && rate > 0 ? rate : null;
  return (
    <Progress
      label={label}
      value={Math.min(1, bytesDone / bytesTotal)}
      tone={BARS[status]}
      amount={t("amount", facts)}
      {...(pace !== null && {
        rate: t("rate", { amount: bytesText(pace) }),
        timeLeft: t("left", { time: timeLeft((bytesTotal - bytesDone) / pace) }),
      })}
    />
  );
}
