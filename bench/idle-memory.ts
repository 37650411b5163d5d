import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { forget, type RunningPlatform, startPlatform } from "./parts/platform";
import { printTable, verdict } from "./parts/table";

/** What a platform takes that nobody uses, database included: proportional set size, so that shared pages count once. */
const TARGET_MB = 900;
const TARGET_LATER_START_S = 10;
const IDLE_MS = 20_000;
const DATA = resolve(".cache/bench/idle-memory");

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly words: readonly string[];
}

function processes(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
        const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0").filter(Boolean);
        return [{ pid: Number(name), parent, words }];
      } catch {
        return []; // it has just ended
      }
    });
}

function below(all: readonly Process[], root: number): Process[] {
  const children = all.filter(({ parent }) => parent === root).flatMap(({ pid }) => below(all, pid));
  return [...all.filter(({ pid }) => pid === root), ...children];
}

function pssOf({ pid }: Process): number {
  const path = `/proc/${pid}/smaps_rollup`;
  const text = existsSync(path) ? readFileSync(path, "utf8") : ""; // it may have ended since
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1_000;
}

function nameOf({ words }: Process): string {
  const role = words[words.indexOf("--role") + 1];
  if (words.includes("--role")) return role === "all" ? "supervisor" : (role ?? "");
  return words[0]?.includes("postgres") ? "postgres" : (words[0]?.split("/").at(-1) ?? "");
}

function memoryOf({ pid, data }: RunningPlatform): Map<string, number> {
  const all = processes();
  const postmaster = Number(readFileSync(join(data, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
  const sums = new Map<string, number>();
  for (const one of [...below(all, pid), ...below(all, postmaster)]) {
    const name = nameOf(one);
    sums.set(name, (sums.get(name) ?? 0) + pssOf(one));
  }
  return sums;
}

/** What a first start does in the background is over. */
async function untilInstalled({ url, token }: RunningPlatform) {
  for (;;) {
    const answer = await fetch(`${url}/api/v1/runtimes`, { headers: { authorization: `Bearer ${token}` } });
    if (/"installedVersion":"/.test(await answer.text())) return;
    await sleep(1_000);
  }
}

await forget(DATA);
const first = await startPlatform(DATA);
await untilInstalled(first);
await first.stop();
const second = await startPlatform(DATA);
try {
  await (await fetch(second.url)).text(); // a page was looked at: what is loaded late is loaded
  await sleep(IDLE_MS);
  const memory = [...memoryOf(second)].toSorted(([, a], [, b]) => b - a);
  const total = memory.reduce((sum, [, megabytes]) => sum + megabytes, 0);
  printTable("Idle memory (PSS)", [
    ["process", "MB", `target ≤ ${TARGET_MB}`],
    ...memory.map(([name, megabytes]) => [name, megabytes.toFixed(0), ""]),
    ["all", total.toFixed(0), verdict(total <= TARGET_MB)],
  ]);
  printTable("\nFrom the built platform to ready", [
    ["start", "seconds", `target ≤ ${TARGET_LATER_START_S} (later)`],
    ["first", first.startSeconds.toFixed(1), ""],
    ["second", second.startSeconds.toFixed(1), verdict(second.startSeconds <= TARGET_LATER_START_S)],
  ]);
} finally {
  await second.stop();
  await forget(DATA);
}
