import { readFile } from "node:fs/promises";
import { freemem } from "node:os";
import { FatalError } from "./fatal.mjs";

const MIB = 1024 * 1024;
/** Node itself, llama.cpp's graphs and the HTTP buffers. */
const RESERVE_BYTES = 192 * MIB;

/**
 * Refuses a model that cannot fit before llama.cpp touches the memory: the kernel would kill the process without a word.
 * Needed = files + key/value cache of every sequence + a reserve; available = MemAvailable, or what the cgroup leaves if that is less.
 * @param {{ insights: import("node-llama-cpp").GgufInsights, sizeBytes: number, contextSize: number, parallel: number }} plan
 */
export async function assertMemoryFits({ insights, sizeBytes, contextSize, parallel }) {
  const contextBytes = contextBytesOf({ insights, contextSize, parallel });
  const needed = sizeBytes + contextBytes + RESERVE_BYTES;
  const available = await availableBytes();
  if (needed <= available) return;
  throw new FatalError(
    "out_of_memory",
    `The model needs about ${inMiB(needed)} (files ${inMiB(sizeBytes)}, context ${inMiB(contextBytes)} for ${parallel} × ${contextSize} tokens) and ${inMiB(available)} are available. Use a smaller context, fewer parallel requests or a smaller quantisation.`,
  );
}

function contextBytesOf({ insights, contextSize, parallel }) {
  const { cpuRam } = insights.estimateContextResourceRequirements({
    contextSize,
    sequences: parallel,
    modelGpuLayers: 0,
    batchSize: Math.min(contextSize, 512),
  });
  return Number.isFinite(cpuRam) ? cpuRam : 0;
}

async function availableBytes() {
  const [machine, group] = await Promise.all([machineBytes(), groupBytes()]);
  return Math.min(machine, group);
}

async function machineBytes() {
  const text = await readFile("/proc/meminfo", "utf8").catch(() => "");
  const kibibytes = /^MemAvailable:\s+(\d+) kB/m.exec(text)?.[1];
  return kibibytes ? Number(kibibytes) * 1024 : freemem();
}

/** What a container's limit leaves; cgroup v2 first, then v1. Page cache that can be dropped counts as free. */
async function groupBytes() {
  for (const [limitFile, usedFile, statFile] of [
    ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current", "/sys/fs/cgroup/memory.stat"],
    [
      "/sys/fs/cgroup/memory/memory.limit_in_bytes",
      "/sys/fs/cgroup/memory/memory.usage_in_bytes",
      "/sys/fs/cgroup/memory/memory.stat",
    ],
  ]) {
    const [limit, used, stat] = await Promise.all(
      [limitFile, usedFile, statFile].map((file) => readFile(file, "utf8").catch(() => "")),
    );
    if (!/^\d+/.test(limit) || !/^\d+/.test(used)) continue;
    const droppable = Number(/^(?:total_)?inactive_file (\d+)/m.exec(stat)?.[1] ?? 0);
    return Math.max(0, Number(limit) - Number(used) + droppable);
  }
  return Number.POSITIVE_INFINITY;
}

function inMiB(bytes) {
  return `${Math.ceil(bytes / MIB).toLocaleString("en")} MiB`;
}
