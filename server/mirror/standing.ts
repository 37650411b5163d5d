import type { MirrorRow } from "./store/mirrors";
import type { RunRow } from "./store/runs";

interface Standing {
  /** When a run with the present address succeeded last. */
  readonly syncedAt: Date | null;
  /** The address was changed, and no run with the present one has ended. */
  readonly isUntried: boolean;
}

type Moved = Pick<MirrorRow, "movedAt" | "syncedAt" | "failures">;
type Ran = Pick<RunRow, "startedAt" | "endedAt">;

/** How a mirror stands with the address it has now: what began before that was given says nothing of it. */
export function standingOf({ movedAt, syncedAt, failures }: Moved, run: Ran | undefined): Standing {
  if (movedAt === null) return { syncedAt, isUntried: false };
  const synced = syncedAt !== null && syncedAt >= movedAt ? syncedAt : null;
  const startedAt = run?.endedAt ? run.startedAt : null;
  const isTried = synced !== null || failures > 0 || (startedAt !== null && startedAt >= movedAt);
  return { syncedAt: synced, isUntried: !isTried };
}
