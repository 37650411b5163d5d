import type { ReplicaObservation } from "@/server/ports/compute-backend";
import { keeperOf } from "./advance";
import { failureOf } from "./failure";
import { addressOf, isHealthy } from "./health";
import { isAlive } from "./process-table";
import { attemptFolder, listSlots, readExit, readState, type Slot } from "./state";

/** Reads only: an end that nobody has noticed yet is told as a failure that will be retried. */
export async function observeWorkload(keeperPath: string, folder: string): Promise<readonly ReplicaObservation[]> {
  const state = await readState(folder);
  if (state === null) return [];
  return Promise.all(
    listSlots(state).map(async ([replica, slot]): Promise<ReplicaObservation> => {
      const named = { replica, attempt: slot.attempt };
      if (slot.phase === "active")
        return { ...named, ...(await observeActive({ keeperPath, folder, ...state }, replica, slot)) };
      if (slot.phase === "stopped" || slot.failure === null) return { ...named, phase: "stopped" };
      return { ...named, ...slot.failure, phase: "failed", willRetry: slot.phase === "waiting" };
    }),
  );
}

interface Scene {
  readonly keeperPath: string;
  readonly folder: string;
  readonly healthPath: string;
}

async function observeActive({ keeperPath, folder, healthPath }: Scene, replica: number, slot: Slot) {
  const attempt = attemptFolder(folder, replica, slot.attempt);
  const keeper = await keeperOf(keeperPath, attempt, slot);
  if (keeper && (await isAlive(keeper))) {
    if (await isHealthy(slot, keeper, healthPath)) return { phase: "running" as const, address: addressOf(slot) };
    const message = slot.readyAt === null ? "Waiting for the first answer" : "The program does not answer";
    return { phase: "starting" as const, message };
  }
  const exit = await readExit(attempt);
  if (keeper === null && exit === null) return { phase: "starting" as const, message: "About to start" };
  return { ...failureOf(exit), phase: "failed" as const, willRetry: true };
}
