import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@/server/kernel/errors";
import type { ComputeBackend } from "@/server/ports/compute-backend";
import { applyWorkload, stopSlots } from "./apply-workload";
import { stopAttempt } from "./attempt";
import type { LocalComputeConfig } from "./config";
import { closeGroups, probeGroups } from "./control-groups";
import { readLogs } from "./logs";
import { observeWorkload } from "./observe-workload";
import { findByProgram } from "./process-table";
import { detectSandbox } from "./sandbox";
import { attemptFolder, listSlots, listWorkloads, readState, type Slot, WORKLOAD_ID } from "./state";
import { withLock } from "./with-lock";

/** Child processes of this machine. Nothing is kept in memory: the truth is `state.json`, /proc and the log files. */
export function createLocalCompute(config: LocalComputeConfig): ComputeBackend {
  const { root, keeper } = config;
  const sandbox = detectSandbox(config.path);
  const locked = <T>(id: string, work: () => Promise<T>) => withLock(`${root} ${id}`, work);

  const stop = (id: string) =>
    locked(id, async () => {
      const folder = join(root, id);
      const state = await readState(folder);
      if (state) await stopSlots(config, folder, { state, from: 0, sparesGivenUp: true });
    });

  return {
    async apply(workload) {
      const folder = folderOf(root, workload.id);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const tools = { config, sandbox: await sandbox };
      await locked(workload.id, () => applyWorkload(tools, folder, workload));
    },

    observe: async (workloadId) => observeWorkload(keeper, folderOf(root, workloadId)),

    async remove(workloadId) {
      const folder = folderOf(root, workloadId);
      await stop(workloadId);
      await endStrangers(config, folder);
      await locked(workloadId, () => rm(folder, { recursive: true, force: true }));
    },

    logs: (workloadId, options) => readLogs(folderOf(root, workloadId), options),

    async list(owner) {
      const ids = await listWorkloads(root);
      const states = await Promise.all(ids.map((id) => readState(join(root, id))));
      return ids.filter((_, index) => states[index]?.owner === owner);
    },

    async countUsing(image) {
      const states = await Promise.all((await listWorkloads(root)).map((id) => readState(join(root, id))));
      const using = states.filter(
        (state) => state?.image === image && listSlots(state).some(([, slot]) => isBusy(slot)),
      );
      return using.length;
    },

    sweep: () => endStrangers(config, root),

    async stopAll() {
      await Promise.all((await listWorkloads(root)).map(stop));
      await endStrangers(config, root);
    },

    facts: () => locked("facts", async () => ({ sandbox: (await sandbox).level, ...(await probeGroups()) })),
  };
}

function folderOf(root: string, id: string): string {
  if (WORKLOAD_ID.test(id)) return join(root, id);
  throw new DomainError("invalid", "The id of a workload has letters, digits and dashes", { reason: "bad_key" });
}

const isBusy = ({ phase }: Slot) => phase === "active" || phase === "waiting";

/** Ends the processes below a folder that are nobody's current attempt; returns how many. */
async function endStrangers({ root, keeper, graceMs }: LocalComputeConfig, folder: string): Promise<number> {
  const found = (await findByProgram(keeper)).filter(({ lastArgument }) => lastArgument.startsWith(`${folder}/`));
  const ended = await Promise.all(
    found.map(async ({ lastArgument, ...stamp }) => {
      const id = lastArgument.slice(root.length + 1).split("/")[0] ?? "";
      return withLock(`${root} ${id}`, async () => {
        if (await isClaimed(join(root, id), lastArgument)) return 0;
        await stopAttempt(stamp, graceMs);
        await closeGroups({
          folder: join(root, id),
          replica: Number(/\/replica-(\d+)\//.exec(lastArgument)?.[1] ?? 0),
        });
        return 1;
      });
    }),
  );
  return ended.reduce<number>((sum, count) => sum + count, 0);
}

async function isClaimed(folder: string, attempt: string): Promise<boolean> {
  const state = await readState(folder);
  const slots = state ? listSlots(state) : [];
  return slots.some(
    ([replica, slot]) => slot.phase === "active" && attemptFolder(folder, replica, slot.attempt) === attempt,
  );
}
