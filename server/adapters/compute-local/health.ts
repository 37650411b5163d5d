import { listensOn } from "./port";
import { followersOf, type ProcessStamp } from "./process-table";
import type { Slot } from "./state";

const PROBE_MS = 3_000;

export const addressOf = ({ port }: Pick<Slot, "port">) => `http://127.0.0.1:${port}`;

/** Whether the attempt answers its health check, and whether it is really the one that does. */
export async function isHealthy(slot: Slot, keeper: ProcessStamp, healthPath: string): Promise<boolean> {
  if (!(await answers(addressOf(slot) + healthPath))) return false;
  if (slot.readyAt !== null) return true;
  const pids = (await followersOf(keeper)).map(({ pid }) => pid);
  return listensOn(pids, slot.port);
}

const answers = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(PROBE_MS), redirect: "manual" }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
