import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";

let child;
let stopping = 0;
let patienceMs = 10_000;

const statusOf = (signal) => 128 + constants.signals[signal];

/** The exit status this process owes to a signal it was sent; 0 while nobody asked it to stop. */
export const stopStatus = () => stopping;

/** `detached`: a terminal's Ctrl-C reaches this process only, and this process decides what its children hear. */
export function run(file, args, options = {}) {
  const { ipc = false, stopWithinMs = 10_000, env = {}, cwd, output = "inherit", onStart = () => {} } = options;
  patienceMs = stopWithinMs;
  return new Promise((resolve, reject) => {
    child = spawn(file, args, {
      cwd,
      detached: true,
      stdio: ["ignore", output, output, ...(ipc ? ["ipc"] : [])],
      env: { ...process.env, ...env },
    });
    child.once("spawn", () => onStart(child.pid));
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      child = undefined;
      resolve(signal ? statusOf(signal) : code);
    });
  });
}

function signalGroup(signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    child?.kill(signal);
  }
}

function stop(signal) {
  const again = stopping !== 0;
  stopping ||= statusOf(signal);
  if (!child) process.exit(stopping);
  if (again) return signalGroup("SIGKILL");
  signalGroup(signal === "SIGHUP" ? "SIGTERM" : signal);
  setTimeout(() => child && signalGroup("SIGKILL"), patienceMs).unref();
}

/** `nohup` asks us to ignore the hang-up; installing a handler would undo it. */
function hangUpIsIgnored() {
  if (process.platform !== "linux") return false;
  const mask = /^SigIgn:\s*([0-9a-f]+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "0";
  return (BigInt(`0x${mask}`) & 1n) === 1n;
}

const wordsOf = (pid) => {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return [/\((.*)\)/s.exec(stat)?.[1] ?? "", stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]];
};

/** Our parent, and npm behind it when npm put a shell between. */
function lineage() {
  try {
    const [name, grandparent] = wordsOf(process.ppid);
    return ["sh", "dash", "bash"].includes(name) ? `${process.ppid} ${grandparent}` : `${process.ppid}`;
  } catch {
    return `${process.ppid}`; // no /proc, or the parent has just ended
  }
}

/** SIGTERM to `npm start` ends npm and its shell, not this process: under npm a new parent means "stop". */
export function obeySignals() {
  const signals = hangUpIsIgnored() ? ["SIGINT", "SIGTERM"] : ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, stop);
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = lineage();
  setInterval(() => lineage() !== before && stopping === 0 && stop("SIGTERM"), 500).unref();
}
