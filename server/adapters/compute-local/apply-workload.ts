import { createHash } from "node:crypto";
import { join } from "node:path";
import { DomainError } from "@/server/kernel/errors";
import type { WorkloadSpec } from "@/server/ports/compute-backend";
import { advance, keeperOf } from "./advance";
import { stopAttempt } from "./attempt";
import type { LocalComputeConfig } from "./config";
import { closeGroups } from "./control-groups";
import type { Sandbox } from "./sandbox";
import { attemptFolder, listSlots, listWorkloads, readState, type Slot, type State, writeState } from "./state";

interface Tools {
  readonly config: LocalComputeConfig;
  readonly sandbox: Sandbox;
}

/** One step of every replica; the caller holds the workload's lock. */
export async function applyWorkload({ config, sandbox }: Tools, folder: string, workload: WorkloadSpec): Promise<void> {
  const program = await config.findProgram(workload.container.image);
  if (program === null && workload.replicas > 0) {
    const message = `The runtime ${workload.container.image} is not installed on this machine`;
    throw new DomainError("unavailable", message, { reason: "pack_missing" });
  }
  let state = await retire(config, folder, workload);
  if (program === null) return;
  const takenPorts = () => portsIn(config.root);
  for (let replica = 0; replica < workload.replicas; replica++) {
    const save = (slot: Slot) => {
      state = { ...state, slots: { ...state.slots, [replica]: slot } };
      return writeState(folder, state);
    };
    await advance({ config, workload, program, sandbox, folder, replica, save, takenPorts }, state.slots[replica]);
  }
}

/** Stops what the spec has no place for: too many replicas, and everything that was started from another spec. */
async function retire(config: LocalComputeConfig, folder: string, workload: WorkloadSpec): Promise<State> {
  const fingerprint = fingerprintOf(workload);
  const { owner, container } = workload;
  const known = await readState(folder);
  const changed = known?.fingerprint !== fingerprint;
  const stopped = known && (await stopSlots(config, folder, { state: known, from: changed ? 0 : workload.replicas }));
  const before = Object.entries(stopped?.slots ?? {});
  const slots = Object.fromEntries(before.map(([replica, slot]) => [replica, changed ? forgiven(slot) : slot]));
  const state: State = { owner, image: container.image, fingerprint, healthPath: container.healthPath, slots };
  await writeState(folder, state);
  return state;
}

const forgiven = (slot: Slot): Slot => ({ ...slot, phase: "stopped", failedAt: [], failure: null, retryAt: null });

/** The number of replicas is left out: scaling leaves the others alone. */
function fingerprintOf({ generation, container, weights, resources }: WorkloadSpec): string {
  const text = JSON.stringify([generation, container, weights, resources]);
  return createHash("sha256").update(text).digest("hex");
}

interface Stop {
  readonly state: State;
  /** First replica that stops. */
  readonly from: number;
  /** What was given up stays so: nothing has changed that could make it work. */
  readonly sparesGivenUp?: boolean;
}

/** Stops the replicas from a number on, and writes that down. */
export async function stopSlots(
  config: LocalComputeConfig,
  folder: string,
  { state, from, sparesGivenUp = false }: Stop,
): Promise<State> {
  const slots = await Promise.all(
    listSlots(state).map(async ([replica, slot]) => {
      const isAtRest = slot.phase === "stopped" || (sparesGivenUp && slot.phase === "given_up");
      if (replica < from || isAtRest) return [replica, slot] as const;
      const keeper = await keeperOf(config.keeper, attemptFolder(folder, replica, slot.attempt), slot);
      if (slot.phase === "active" && keeper) await stopAttempt(keeper, config.graceMs);
      await closeGroups({ folder, replica });
      return [replica, { ...slot, phase: "stopped" as const, keeper: null, retryAt: null }] as const;
    }),
  );
  const stopped = { ...state, slots: Object.fromEntries(slots) };
  await writeState(folder, stopped);
  return stopped;
}

/** Ports of every workload that has, or may have, a process. */
async function portsIn(root: string): Promise<ReadonlySet<number>> {
  const names = await listWorkloads(root);
  const states = await Promise.all(names.map((name) => readState(join(root, name))));
  const slots = states.flatMap((state) => (state ? listSlots(state) : []));
  return new Set(slots.filter(([, { phase }]) => phase === "active").map(([, { port }]) => port));
}
