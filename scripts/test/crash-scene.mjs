import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, watch } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { startPlatform } from "./platform.mjs";

const since = Date.now();
/** A line of the story, with the time since its beginning. */
export const say = (text) =>
  process.stdout.write(`${((Date.now() - since) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);
/** A platform of its own, which is there to be killed. */
export const platform = await startPlatform();
export const { YARD_TEST_URL: url, YARD_TEST_DATA: data, YARD_ADMIN_TOKEN: token } = platform.env;
export const work = mkdtempSync(join(tmpdir(), "crash-"));
export const authorization = `Bearer ${token}`;
export const basic = `Basic ${Buffer.from(`admin:${token}`).toString("base64")}`;

export async function until(what, look, seconds = 120) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(20)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`${what} did not happen within ${seconds} seconds`);
}

export async function rest(method, path, body) {
  const headers = { authorization, "content-type": "application/json" };
  const answer = await fetch(`${url}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return text === "" ? null : JSON.parse(text);
}

// Processes, as Linux tells of them.
const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it has ended meanwhile
  }
};
const linkOf = (path) => {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
};
const processes = () =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({
      pid: Number(pid),
      words: read(`/proc/${pid}/cmdline`).split("\0"),
      cwd: linkOf(`/proc/${pid}/cwd`),
    }));
export const processesOn = (folder) =>
  processes().filter(({ words, cwd }) => cwd.startsWith(folder) || words.some((word) => word.includes(folder)));
const parentOf = (pid) => Number(read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ")[1]);
const supervisor = JSON.parse(readFileSync(join(data, "supervisor.lock"), "utf8")).pid;
const pidOf = (role) =>
  processes().find(({ pid, words }) => words.includes("--role") && words.includes(role) && parentOf(pid) === supervisor)
    ?.pid;

/** It does nothing more until it is killed. */
export function pause(role) {
  const pid = pidOf(role);
  assert.ok(pid, `${role} runs`);
  process.kill(pid, "SIGSTOP");
}

export async function kill(role) {
  const pid = pidOf(role);
  assert.ok(pid, `${role} runs`);
  process.kill(pid, "SIGKILL");
  await until(`the return of ${role}`, () => (pidOf(role) ?? pid) !== pid);
  await until("readiness", async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok);
}

// Repositories.
export const git = (cwd, ...args) =>
  promisify(execFile)("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], {
    cwd,
    maxBuffer: 1 << 26,
    env: { PATH: process.env.PATH, HOME: work, GIT_TERMINAL_PROMPT: "0" },
  }).then(({ stdout }) => stdout.trim());
export const folderOf = ({ id }) => join(data, "repos", id.slice(-2), `${id}.git`);

/** The repository is whole, its head is the one of the API, and nothing works on it any more. */
export async function assertWhole(repo) {
  const folder = folderOf(repo);
  await until("the end of every git", () => processesOn(folder).length === 0);
  await git(folder, "-c", "safe.directory=*", "fsck", "--full", "--strict");
  const head = await git(folder, "-c", "safe.directory=*", "rev-parse", "main");
  await until("the recorded head", async () => (await rest("GET", `/models/admin/${repo.name}`)).sha === head);
  return head;
}

export async function clone(repo) {
  const folder = join(work, randomBytes(4).toString("hex"));
  await git(work, "clone", "--quiet", `${url.replace("://", `://admin:${token}@`)}/admin/${repo.name}`, folder);
  return folder;
}

/** Fires on the first change below a folder. */
export function changed(folder) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const watcher = watch(folder, { recursive: true }, () => resolve());
  const late = setTimeout(() => reject(new Error(`nothing changed in ${folder}`)), 60_000);
  return promise.finally(() => {
    watcher.close();
    clearTimeout(late);
  });
}

/** Sends half of a body and leaves the rest open. */
export function sendHalf(method, address, { headers, body }) {
  const sent = request(address, { method, headers });
  sent.on("error", () => {}); // the other side is killed
  sent.write(body.subarray(0, Math.floor(body.length / 2)));
  return sent;
}
