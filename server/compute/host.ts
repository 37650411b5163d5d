import { execFile } from "node:child_process";
import { mkdir, readFile, statfs } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { HostCapacity } from "./contract";

declare module "@/server/kernel/live" {
  interface Live {
    readonly host: Host;
  }
}

interface HostConfig {
  /** The folder whose disk counts. */
  readonly data: string;
  readonly path: string;
}

/** What this machine has, read anew at every question; its cards once a minute. */
export interface Host {
  capacity(): Promise<Omit<HostCapacity, "sandbox" | "limitsMemory" | "limitsCpu">>;
}

const run = promisify(execFile);
const PROBE_MS = 3_000;
const CARDS_MS = 60_000;
const MIB = 1024 ** 2;

/** The question is asked once, also by many at a time; a process for each visitor of a page would be too many. */
function rememberFor<T>(keptMs: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: { readonly value: Promise<T>; readonly until: number } | null = null;
  return () => {
    const now = performance.now();
    if (answer === null || now >= answer.until) answer = { value: ask(), until: now + keptMs };
    return answer.value;
  };
}

export function createHost({ data, path }: HostConfig): Host {
  const cards = rememberFor(CARDS_MS, () => listGpus(path));
  return {
    async capacity() {
      await mkdir(data, { recursive: true });
      const [memory, disk, gpus] = await Promise.all([memoryOf(), statfs(data), cards()]);
      return {
        cores: availableParallelism(),
        memoryBytes: memory.total,
        availableMemoryBytes: memory.available,
        diskBytes: disk.blocks * disk.bsize,
        availableDiskBytes: disk.bavail * disk.bsize,
        gpus,
      };
    },
  };
}

interface Memory {
  readonly total: number;
  readonly available: number;
}

/** /proc/meminfo, or the control group that leaves less (cgroups(7)); cache that can be dropped counts as available. */
async function memoryOf(): Promise<Memory> {
  const text = await readFile("/proc/meminfo", "utf8").catch(() => "");
  const kibibytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) * 1024;
  const total = kibibytes("MemTotal") || totalmem();
  const available = kibibytes("MemAvailable");
  const groups = await Promise.all(GROUPS.map(groupMemory));
  const limits = groups.filter((group) => group !== null);
  return {
    total: Math.min(total, ...limits.map((group) => group.total)),
    available: Math.min(available, ...limits.map((group) => group.available)),
  };
}

const GROUPS = [
  { folder: "/sys/fs/cgroup", limit: "memory.max", used: "memory.current" },
  { folder: "/sys/fs/cgroup/memory", limit: "memory.limit_in_bytes", used: "memory.usage_in_bytes" },
];

async function groupMemory({ folder, limit, used }: (typeof GROUPS)[number]): Promise<Memory | null> {
  const read = (name: string) => readFile(join(folder, name), "utf8").catch(() => "");
  const [most, now, facts] = await Promise.all([read(limit), read(used), read("memory.stat")]);
  if (!/^\d+/.test(most) || !/^\d+/.test(now)) return null;
  const droppable = Number(/^(?:total_)?inactive_file (\d+)/m.exec(facts)?.[1] ?? 0);
  return { total: Number(most), available: Math.max(0, Number(most) - Number(now) + droppable) };
}

/** NVIDIA cards; a machine without the tool has none that we know of. */
async function listGpus(path: string): Promise<HostCapacity["gpus"]> {
  const query = ["--query-gpu=name,memory.total", "--format=csv,noheader,nounits"];
  const options = { timeout: PROBE_MS, env: { NODE_ENV: "production" as const, PATH: path } };
  const output = await run("nvidia-smi", query, options).then(
    ({ stdout }) => stdout,
    () => "",
  );
  const rows = output.split("\n").map((row) => /^(.+), (\d+)$/.exec(row.trim()));
  return rows.flatMap((row) => (row ? [{ name: row[1] ?? "", memoryBytes: Number(row[2]) * MIB }] : []));
}
