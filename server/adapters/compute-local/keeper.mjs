/**
 * Stands over one attempt of one replica: starts the program, keeps its lines with their time, and writes down how it
 * ended, so that nothing is lost when the worker that asked for it is gone. Plain JavaScript: it runs from the checkout.
 *
 * argv: the attempt's folder, with `launch.json` in it. Leaves `process.json`, `log-<first byte>` and `exit.json`.
 */
import { spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";

const SEGMENT_BYTES = 10 * 1024 * 1024;
const SEGMENTS = 5;
const LINE_BYTES = 64 * 1024;
/** A grandchild may hold the pipe open after the program has ended. */
const DRAIN_MS = 1_000;

const folder = process.argv[2] ?? "";
const launch = JSON.parse(readFileSync(join(folder, "launch.json"), "utf8"));

let written = 0;
let segmentStart = 0;
let segment = openSync(join(folder, segmentName(0)), "a", 0o600);
let fatal = null;

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => {});
keep("process.json", { pid: process.pid });
const killsBefore = oomKills();

const child = start();
child.once("error", (error) => end({ code: 126, signal: null, error: error.message }));
child.once("exit", (code, signal) => {
  const ended = { code, signal, error: null };
  child.once("close", () => end(ended));
  setTimeout(() => end(ended), DRAIN_MS);
});
readLines(child.stdout, "O");
readLines(child.stderr, "E");

/** The program is born inside the control groups; this process steps out again and is not counted. */
function start() {
  for (const { join: file } of launch.groups) attempt(() => writeFileSync(file, String(process.pid)));
  try {
    const [command, ...args] = launch.argv;
    return spawn(command, args, { cwd: launch.cwd, env: launch.env, stdio: ["ignore", "pipe", "pipe"] });
  } finally {
    for (const { leave: file } of launch.groups) attempt(() => writeFileSync(file, String(process.pid)));
  }
}

function readLines(stream, mark) {
  let rest = Buffer.alloc(0);
  const cut = (bytes) => (bytes.length > LINE_BYTES ? bytes.subarray(0, LINE_BYTES) : bytes);
  stream?.on("data", (chunk) => {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10)) {
      writeLine(mark, cut(bytes.subarray(0, at)));
      bytes = bytes.subarray(at + 1);
    }
    while (bytes.length > LINE_BYTES) {
      writeLine(mark, bytes.subarray(0, LINE_BYTES));
      bytes = bytes.subarray(LINE_BYTES);
    }
    rest = Buffer.from(bytes);
  });
  stream?.on("end", () => rest.length > 0 && writeLine(mark, rest));
}

function writeLine(mark, bytes) {
  const text = bytes.toString("utf8").replace(/\r$/, "");
  if (mark === "O" && text.startsWith('{"fatal"')) attempt(() => (fatal = JSON.parse(text).fatal));
  const line = Buffer.from(`${new Date().toISOString()} ${mark} ${text}\n`);
  attempt(() => {
    if (written - segmentStart + line.length > SEGMENT_BYTES) rotate();
    writeSync(segment, line);
    written += line.length;
  });
}

/** A segment carries the number of its first byte, so a position stays true when old segments go. */
function rotate() {
  closeSync(segment);
  segmentStart = written;
  segment = openSync(join(folder, segmentName(written)), "a", 0o600);
  const names = readdirSync(folder)
    .filter((name) => name.startsWith("log-"))
    .sort();
  for (const name of names.slice(0, -SEGMENTS)) rmSync(join(folder, name), { force: true });
}

function segmentName(start) {
  return `log-${String(start).padStart(15, "0")}`;
}

function end({ code, signal, error }) {
  const exitCode = signal === null ? code : 128 + constants.signals[signal];
  attempt(() =>
    keep("exit.json", {
      at: new Date().toISOString(),
      exitCode,
      signal,
      error,
      fatal,
      oomKills: oomKills() - killsBefore,
    }),
  );
  process.exit(0);
}

/** Counted by the group itself where there is one, by the whole machine otherwise. */
function oomKills() {
  const text = launch.oomFiles.map((file) => attempt(() => readFileSync(file, "utf8")) ?? "").find(Boolean) ?? "";
  return Number(/^oom_kill (\d+)/m.exec(text)?.[1] ?? 0);
}

function keep(name, value) {
  const path = join(folder, name);
  writeFileSync(`${path}.tmp`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

/** A full disk or a missing control group must not end the program that this process stands over. */
function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}
