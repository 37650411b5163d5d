import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { WorkloadSpec } from "@/server/ports/compute-backend";

/** How the keeper puts a program into a group and steps out again itself. */
interface GroupDoor {
  readonly join: string;
  readonly leave: string;
}

export interface Groups {
  readonly doors: readonly GroupDoor[];
  /** Files with a line `oom_kill <n>`, the closest first. */
  readonly oomFiles: readonly string[];
}

interface Controller {
  readonly memory: boolean;
  readonly cpu: boolean;
  /** The group this process is in; ours are made below it. */
  readonly parent: string;
  readonly oomFile: string;
  readonly settings: (resources: WorkloadSpec["resources"]) => Readonly<Record<string, string>>;
}

interface Place {
  readonly folder: string;
  readonly replica: number;
}

const nameOf = ({ folder, replica }: Place) => `${basename(folder)}-${replica}`;

const ROOT = "/sys/fs/cgroup";
const PREFIX = "modelyard-";
const PERIOD_US = 100_000;
const quotaOf = (cpu: number) => String(Math.max(1_000, Math.ceil(cpu * PERIOD_US)));

/** Version 2 has one tree for everything, version 1 one for each controller (cgroups(7)). */
async function listControllers(): Promise<readonly Controller[]> {
  const text = await readFile("/proc/self/cgroup", "utf8").catch(() => "");
  const rows = text
    .trim()
    .split("\n")
    .map((row) => row.split(":"));
  const find = (name: string) => rows.find(([, names]) => names?.split(",").includes(name))?.[2];
  const memory = find("memory");
  const cpu = find("cpu");
  const unified = rows.find(([id]) => id === "0")?.[2];
  const controllers: Controller[] = [];
  if (memory !== undefined) {
    const settings: Controller["settings"] = (of) => ({ "memory.limit_in_bytes": String(of.memoryBytes) });
    controllers.push({
      memory: true,
      cpu: false,
      parent: join(ROOT, "memory", memory),
      oomFile: "memory.oom_control",
      settings,
    });
  }
  if (cpu !== undefined) {
    const settings: Controller["settings"] = (of) => ({ "cpu.cfs_quota_us": quotaOf(of.cpu) });
    controllers.push({ memory: false, cpu: true, parent: join(ROOT, "cpu", cpu), oomFile: "cpu.stat", settings });
  }
  if (controllers.length === 0 && unified !== undefined) {
    const settings: Controller["settings"] = (of) => ({
      "memory.max": String(of.memoryBytes),
      "memory.swap.max": "0",
      "cpu.max": `${quotaOf(of.cpu)} ${PERIOD_US}`,
    });
    controllers.push({ memory: true, cpu: true, parent: join(ROOT, unified), oomFile: "memory.events", settings });
  }
  return controllers;
}

/** Makes the groups of one replica anew. A group that cannot be made or limited is left out: limits are best effort here. */
export async function openGroups(place: Place, resources: WorkloadSpec["resources"]): Promise<Groups> {
  const doors: GroupDoor[] = [];
  const oomFiles: string[] = [];
  for (const controller of await listControllers()) {
    const folder = join(controller.parent, `${PREFIX}${nameOf(place)}`);
    if (!(await limit(folder, controller.settings(resources)))) continue;
    doors.push({ join: join(folder, "cgroup.procs"), leave: join(controller.parent, "cgroup.procs") });
    if (controller.memory) oomFiles.push(join(folder, controller.oomFile));
  }
  return { doors, oomFiles: [...oomFiles, "/proc/vmstat"] };
}

/** Groups outlive their processes; an empty one is removed, one that is still in use stays. */
export const closeGroups = (place: Place): Promise<void> => removeGroups(nameOf(place));

async function removeGroups(name: string): Promise<void> {
  for (const { parent } of await listControllers()) await removeGroup(join(parent, `${PREFIX}${name}`));
}

const TRIES = 10;
const BUSY_MS = 50;

/** A process that has ended counts until its parent has noticed. */
async function removeGroup(folder: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const error = await rmdir(folder).then(
      () => null,
      (error: NodeJS.ErrnoException) => error,
    );
    if (error?.code !== "EBUSY") return;
    await sleep(BUSY_MS);
  }
}

/** What can be enforced, found out by doing it. */
export async function probeGroups(): Promise<{ readonly limitsMemory: boolean; readonly limitsCpu: boolean }> {
  const name = `probe-${process.pid}`;
  const able = { limitsMemory: false, limitsCpu: false };
  for (const { parent, settings, memory, cpu } of await listControllers()) {
    const isAble = await limit(join(parent, `${PREFIX}${name}`), settings({ cpu: 1, memoryBytes: 1024 ** 3 }));
    if (isAble && memory) able.limitsMemory = true;
    if (isAble && cpu) able.limitsCpu = true;
  }
  await removeGroups(name);
  return able;
}

async function limit(folder: string, settings: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    const known = new Set(await readdir(folder));
    const wanted = Object.entries(settings).filter(([file]) => file !== "memory.swap.max" || known.has(file));
    for (const [file, value] of wanted) await writeFile(join(folder, file), value);
    return true;
  } catch {
    await rmdir(folder).catch(() => undefined);
    return false;
  }
}
