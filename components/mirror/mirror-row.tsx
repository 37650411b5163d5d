"use client";

import { ArrowDownToLine, ArrowUpFromLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusDot } from "@/components/ui/status-dot";
import { TextLink } from "@/components/ui/text-link";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { Mirror } from "@/server/mirror/contract";
import { isActive } from "./is-active";
import { MirrorActions } from "./mirror-actions";
import { type Clock, RunHistory } from "./run-history";
import { RunProgress, RunState } from "./run-progress";
import { useMirror } from "./use-mirror";

interface Props {
  repo: RepoAddress;
  mirror: Mirror;
  clock: Clock;
}

/** One mirror: where it leads, how it stands, and what one can do with it. */
export function MirrorRow({ repo, mirror: initial, clock }: Props) {
  const t = useTranslations("mirrorRow");
  const { mirror, seenAt } = useMirror(repo, { mirror: initial, now: clock.now });
  const { direction, place, url, isEnabled, isOneOff, isUntried } = mirror;
  const lastRun = runAtPlace(mirror);
  const kind = isOneOff ? "import" : direction;
  return (
    <li className="grid grid-cols-1 gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <Badge icon={direction === "pull" ? ArrowDownToLine : ArrowUpFromLine}>{t(`kinds.${kind}`)}</Badge>
        <TextLink href={url} className="text-small min-w-0 font-medium break-all">
          {place}
        </TextLink>
        {isEnabled ? null : <Badge tone="warning">{t("off")}</Badge>}
        <span className="ml-auto">
          {lastRun ? <RunState run={lastRun} /> : null}
          {isUntried && !lastRun ? <StatusDot tone="idle" label={t("untried")} /> : null}
        </span>
      </div>
      <MirrorFacts mirror={mirror} clock={{ ...clock, now: new Date(seenAt).toISOString() }} />
      {lastRun && (isActive(lastRun) || lastRun.error !== null || lastRun.isStopLate) ? (
        <RunProgress {...{ run: lastRun, seenAt, mirror }} />
      ) : null}
      <MirrorActions repo={repo} mirror={mirror} />
      <RunHistory {...{ repo, mirror }} locale={clock.locale} />
    </li>
  );
}

/** The last run, unless it was with the address before: that says nothing of this one. */
const runAtPlace = ({ isUntried, lastRun }: Mirror) => (isUntried && lastRun && !isActive(lastRun) ? null : lastRun);

/** In one line: when it ran, when it runs next, how it gets in. */
function MirrorFacts({ mirror, clock }: { mirror: Mirror; clock: Clock }) {
  const t = useTranslations("mirrorRow");
  const { syncedAt, hasCredential, refs, skipFiles, isUntried, lastRun } = mirror;
  // What is tried again says so itself, and sooner.
  const nextRunAt = lastRun?.nextAttemptAt ? null : mirror.nextRunAt;
  const when = (at: Date) => <RelativeTime at={at.toISOString()} now={clock.now} locale={clock.locale} />;
  const facts = [
    ...(isUntried
      ? []
      : [{ id: "synced", text: syncedAt ? t.rich("synced", { when: () => when(syncedAt) }) : t("never") }]),
    ...(nextRunAt ? [{ id: "next", text: t.rich("next", { when: () => when(nextRunAt) }) }] : []),
    { id: "credential", text: t(hasCredential ? "withCredential" : "withoutCredential") },
    ...(refs.length > 0 ? [{ id: "refs", text: t("onlyRefs", { refs: refs.join(", ") }) }] : []),
    ...(skipFiles.length > 0 ? [{ id: "skip", text: t("without", { files: skipFiles.join(", ") }) }] : []),
  ];
  return (
    <p className="text-caption text-text-muted flex flex-wrap gap-x-4 gap-y-1">
      {facts.map(({ id, text }) => (
        <span key={id} className="break-words">
          {text}
        </span>
      ))}
    </p>
  );
}
