import { RelativeTime } from "@/components/ui/relative-time";
import type { ManagedRun } from "@/server/mirror/contract/managed-mirror";
import type { Direction } from "@/server/mirror/contract/sources";
import type { Clock } from "./run-history";
import { RunState } from "./run-progress";
import { RunReason } from "./run-reason";

interface Props {
  run: ManagedRun;
  direction: Direction;
  clock: Clock;
}

/** How the last run went, when, and why it failed. */
export function ManagedRunState({ run, direction, clock }: Props) {
  const { at, reason } = run;
  return (
    <span className="grid gap-1">
      <span className="flex flex-wrap items-center gap-x-2">
        <RunState run={run} />
        <span className="text-caption text-text-muted">
          <RelativeTime at={at.toISOString()} {...clock} />
        </span>
      </span>
      {reason === null ? null : (
        <span className="text-caption text-text-muted max-w-80">
          <RunReason {...{ reason, direction }} error={null} />
        </span>
      )}
    </span>
  );
}
