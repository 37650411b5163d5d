import { getTranslations } from "next-intl/server";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ManagedRun } from "@/server/mirror/contract/managed-mirror";
import type { Clock } from "./run-history";
import { RunState } from "./run-progress";

const KNOWN = [
  "address_refused",
  "disk_full",
  "diverged",
  "files_incomplete",
  "nothing_wanted",
  "pack_too_large",
  "remote_busy",
  "remote_failed",
  "remote_missing",
  "remote_moved",
  "remote_not_git",
  "remote_refused",
  "remote_unreachable",
  "repository_gone",
  "right_lost",
] as const;

/** How the last run went, when, and why it failed. */
export async function ManagedRunState({ run, clock }: { run: ManagedRun; clock: Clock }) {
  const t = await getTranslations("adminMirrors");
  const { at, reason } = run;
  const known = KNOWN.find((one) => one === reason);
  const why = known ? t(`reasons.${known}`) : reason;
  return (
    <span className="grid gap-1">
      <span className="flex flex-wrap items-center gap-x-2">
        <RunState run={run} />
        <span className="text-caption text-text-muted">
          <RelativeTime at={at.toISOString()} {...clock} />
        </span>
      </span>
      {why ? <span className="text-caption text-text-muted max-w-80">{why}</span> : null}
    </span>
  );
}
