import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeAtomically } from "@/server/kernel/write-atomically";
import { FAILURE_CODES } from "@/server/ports/compute-backend";

const Moment = z.iso.datetime();

const RecordedFailure = z.object({
  code: z.enum(FAILURE_CODES),
  message: z.string(),
  exitCode: z.int().nullable(),
});

const Slot = z.object({
  /** `active`: its process is there, or was when somebody last looked. `waiting`: for `retryAt`. */
  phase: z.enum(["active", "waiting", "given_up", "stopped"]),
  attempt: z.int().positive(),
  port: z.int(),
  /** `null` between the intent and the start; the process is then found by its folder in /proc. */
  keeper: z.object({ pid: z.int().positive(), startTicks: z.string() }).nullable(),
  startedAt: Moment,
  /** When it first answered. */
  readyAt: Moment.nullable(),
  /** It answered before and has not since. */
  silentSince: Moment.nullable(),
  /** Recent ends, oldest first; they decide how long to wait and when to give up. */
  failedAt: z.array(Moment),
  failure: RecordedFailure.nullable(),
  retryAt: Moment.nullable(),
});
/** One replica: what was last decided about it. */
export type Slot = z.infer<typeof Slot>;

const State = z.object({
  owner: z.string(),
  image: z.string(),
  /** Hash of what makes a process different; another one replaces every process. */
  fingerprint: z.string(),
  healthPath: z.string(),
  /** By replica. */
  slots: z.record(z.string(), Slot),
});
export type State = z.infer<typeof State>;

const Exit = z.object({
  at: Moment,
  exitCode: z.int().nullable(),
  signal: z.string().nullable(),
  /** Why it could not even be started. */
  error: z.string().nullable(),
  fatal: z.object({ code: z.string(), message: z.string() }).nullable().catch(null),
  oomKills: z.int(),
});
/** Slots in the order of their replicas. */
export const listSlots = ({ slots }: State): readonly (readonly [replica: number, slot: Slot])[] =>
  Object.entries(slots)
    .map(([replica, slot]) => [Number(replica), slot] as const)
    .sort(([a], [b]) => a - b);

/** What the keeper saw at the end of an attempt. */
export type Exit = z.infer<typeof Exit>;

export const statePath = (folder: string) => join(folder, "state.json");
export const attemptFolder = (folder: string, replica: number, attempt: number) =>
  join(folder, `replica-${replica}`, `attempt-${String(attempt).padStart(6, "0")}`);

/** What the id of a workload may be, so that it is one folder below the root. */
export const WORKLOAD_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/;

export async function listWorkloads(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory() && WORKLOAD_ID.test(entry.name)).map(({ name }) => name);
}

export const readState = (folder: string) => readJson(statePath(folder), State);
export const readExit = (attempt: string) => readJson(join(attempt, "exit.json"), Exit);

export const writeState = (folder: string, state: State) =>
  writeAtomically(statePath(folder), [Buffer.from(JSON.stringify(state))]);

async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S> | null> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : schema.parse(JSON.parse(text));
}
