import { readdir, readFile } from "node:fs/promises";

/** A process by a name that is never given twice: its pid, and when it began in clock ticks after boot (proc(5)). */
export interface ProcessStamp {
  readonly pid: number;
  readonly startTicks: string;
}

interface ProcessEntry extends ProcessStamp {
  readonly parent: number;
  readonly group: number;
  readonly command: string;
}

/** `null` when the process has ended; a zombie has. */
export async function findProcess(pid: number): Promise<ProcessEntry | null> {
  const stat = await unlessGone(readFile(`/proc/${pid}/stat`, "utf8"));
  if (stat === null) return null;
  const close = stat.lastIndexOf(")");
  const command = stat.slice(stat.indexOf("(") + 1, close);
  const [phase, parent, group, ...fields] = stat.slice(close + 2).split(" ");
  const startTicks = fields[16];
  if (phase === "Z" || phase === "X" || startTicks === undefined) return null;
  return { pid, startTicks, parent: Number(parent), group: Number(group), command };
}

export async function isAlive({ pid, startTicks }: ProcessStamp): Promise<boolean> {
  return (await findProcess(pid))?.startTicks === startTicks;
}

async function listPids(): Promise<number[]> {
  const names = await readdir("/proc");
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

/**
 * Everything that a leader of a process group has started, the leader left out: its descendants, and what stayed in its
 * group when it died. A group whose number belongs to somebody else by now is nobody's.
 */
export async function followersOf(leader: ProcessStamp): Promise<readonly ProcessEntry[]> {
  const all = await Promise.all((await listPids()).map(findProcess));
  const entries = all.filter((entry) => entry !== null);
  const holder = entries.find(({ pid }) => pid === leader.pid);
  if (holder && holder.startTicks !== leader.startTicks) return [];
  const found = new Map(entries.filter(({ group }) => group === leader.pid).map((entry) => [entry.pid, entry]));
  for (let parents = new Set([leader.pid, ...found.keys()]); parents.size > 0; ) {
    const children = entries.filter(({ pid, parent }) => parents.has(parent) && !found.has(pid));
    for (const child of children) found.set(child.pid, child);
    parents = new Set(children.map(({ pid }) => pid));
  }
  found.delete(leader.pid);
  return [...found.values()];
}

/** Processes whose argv has `program` in it, with their last argument. */
export async function findByProgram(program: string): Promise<readonly (ProcessStamp & { lastArgument: string })[]> {
  const found = await Promise.all(
    (await listPids()).map(async (pid) => {
      const line = await unlessGone(readFile(`/proc/${pid}/cmdline`, "utf8"));
      const argv = line?.split("\0").slice(0, -1) ?? [];
      if (!argv.includes(program)) return null;
      const entry = await findProcess(pid);
      return entry && { pid, startTicks: entry.startTicks, lastArgument: argv.at(-1) ?? "" };
    }),
  );
  return found.filter((entry) => entry !== null);
}

const GONE = new Set(["ENOENT", "ESRCH", "EACCES", "EPERM"]);

async function unlessGone(reading: Promise<string>): Promise<string | null> {
  return reading.catch((error: unknown) => {
    if (error instanceof Error && "code" in error && GONE.has(String(error.code))) return null;
    throw error;
  });
}
