"use client";

import { useTranslations } from "next-intl";
import { timeLeft } from "@/components/patterns/time-left";
import { bytesText } from "@/components/ui/bytes-text";
import { Callout } from "@/components/ui/callout";
import { Progress } from "@/components/ui/progress";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import type { MirrorRun } from "@/server/mirror/contract";
import type { RunStatus } from "@/server/mirror/contract/sources";
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
  cancelled: "incomplete",
} as const satisfies Record<RunStatus, string>;

export const isActive = ({ status }: Pick<MirrorRun, "status">): boolean => status === "queued" || status === "running";

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

/** How far a run is, and what went wrong with it. `seenAt`: when this was true, in milliseconds. */
export function RunProgress({ run, seenAt }: { run: MirrorRun; seenAt: number }) {
  const t = useTranslations("mirrorRun");
  const { status, error, attempt } = run;
  return (
    <div aria-live="polite" className="grid grid-cols-1 gap-3">
      {status === "running" || run.filesTotal ? <FilesBar run={run} seenAt={seenAt} /> : null}
      {status === "queued" && attempt === 1 ? <p className="text-small text-text-muted">{t("waiting")}</p> : null}
      {error === null ? null : (
        <Callout tone={status === "failed" ? "danger" : "warning"} title={t(PROBLEMS[status])}>
          {error}
        </Callout>
      )}
    </div>
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
