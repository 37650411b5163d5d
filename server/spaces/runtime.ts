import { NEW_RUNTIME, type SpaceRuntime } from "./contract";
import type { SpaceSettingsRow } from "./store";

/** What was asked for, and the defaults for the rest. */
export function runtimeOf(row: SpaceSettingsRow | null): SpaceRuntime {
  if (!row) return NEW_RUNTIME;
  const { hardware, storage, sleepSeconds, hasDevMode, volumes } = row;
  return {
    ...NEW_RUNTIME,
    ...(hardware !== null && { hardware }),
    ...(sleepSeconds !== null && { sleepSeconds }),
    ...{ storage, hasDevMode, volumes },
  };
}
