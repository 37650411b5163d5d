import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WorkloadSpec } from "@/server/ports/compute-backend";
import { echoing, runningAt } from "@/server/ports/compute-backend.conformance";
import { localCompute } from "@/server/testing/local-compute";
import { createLocalCompute } from ".";
import type { LocalComputeConfig } from "./config";
import { findByProgram, findProcess, followersOf, isAlive, type ProcessStamp } from "./process-table";
import { readState, type Slot, type State, writeState } from "./state";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "compute-"));
});
afterAll(async () => {
  await createLocalCompute(localCompute(root)).stopAll();
  expect(await keepers()).toEqual([]);
  await rm(root, { recursive: true });
});

const open = (changes: Partial<LocalComputeConfig> = {}) => createLocalCompute(localCompute(root, changes));
const keepers = async () =>
  (await findByProgram(localCompute(root).keeper)).filter(({ lastArgument }) => lastArgument.startsWith(root));
const keepersOf = async ({ id }: WorkloadSpec) =>
  (await keepers()).filter(({ lastArgument }) => lastArgument.startsWith(join(root, id)));
const PATIENCE = { timeout: 20_000, interval: 100 };

async function slotOf({ id }: WorkloadSpec): Promise<{ state: State; slot: Slot; keeper: ProcessStamp }> {
  const state = await readState(join(root, id));
  const slot = state?.slots[0];
  if (!state || !slot?.keeper) throw new Error("the workload has no process");
  return { state, slot, keeper: slot.keeper };
}

test("a killed program is told as such and comes back with a new attempt", async () => {
  const backend = open();
  const workload = echoing();
  await runningAt(backend, workload);
  const [program] = await followersOf((await slotOf(workload)).keeper);
  process.kill(program?.pid ?? 0, "SIGKILL");

  const look = () => backend.observe(workload.id);
  await expect
    .poll(look, PATIENCE)
    .toMatchObject([{ phase: "failed", code: "killed", exitCode: 137, willRetry: true }]);
  await backend.apply(workload);
  expect(await look()).toMatchObject([{ phase: "failed", attempt: 1 }]);
  await runningAt(backend, workload);
  expect(await look()).toMatchObject([{ phase: "running", attempt: 2 }]);
  await backend.remove(workload.id);
});

test("a killed keeper takes its program along, and one pair is left afterwards", async () => {
  const backend = open();
  const workload = echoing();
  await runningAt(backend, workload);
  const { keeper } = await slotOf(workload);
  const [program] = await followersOf(keeper);
  process.kill(keeper.pid, "SIGKILL");
  await expect.poll(() => isAlive(keeper), PATIENCE).toBe(false);
  expect(await backend.observe(workload.id)).toMatchObject([{ phase: "failed", code: "lost" }]);
  await runningAt(backend, workload);
  expect(await findProcess(program?.pid ?? 0)).toBe(null);
  expect(await keepersOf(workload)).toHaveLength(1);
  await backend.remove(workload.id);
});

test("a crash between the start and the note loses nothing: the process is found again by its folder", async () => {
  const backend = open();
  const workload = echoing();
  const [address] = await runningAt(backend, workload);
  const { state, slot, keeper } = await slotOf(workload);
  await writeState(join(root, workload.id), { ...state, slots: { 0: { ...slot, keeper: null, readyAt: null } } });
  expect(await runningAt(backend, workload)).toEqual([address]);
  expect((await slotOf(workload)).keeper).toEqual(keeper);

  await writeState(join(root, workload.id), { ...state, slots: { 0: { ...slot, keeper: null, readyAt: null } } });
  await backend.remove(workload.id);
  expect(await isAlive(keeper)).toBe(false);
});

test("a crash between the intent and the start starts it once", async () => {
  const backend = open();
  const workload = echoing();
  await runningAt(backend, workload);
  const { state, slot } = await slotOf(workload);
  await backend.apply({ ...workload, replicas: 0 });
  await writeState(join(root, workload.id), { ...state, slots: { 0: { ...slot, attempt: 2, keeper: null } } });
  await runningAt(backend, workload);
  expect(await keepersOf(workload)).toHaveLength(1);
  await backend.remove(workload.id);
});

/** A script that applies a workload as another process does; `after` is code that follows. */
async function applyingProcess(workload: WorkloadSpec, after = ""): Promise<readonly string[]> {
  const script = join(root, `apply-${workload.id}.mjs`);
  await build({
    stdin: {
      contents: `import { createLocalCompute } from "@/server/adapters/compute-local";
        const [config, echo, workload] = process.argv.slice(2);
        const backend = createLocalCompute({ ...JSON.parse(config),
          findProgram: async () => ({ argv: [process.execPath, echo], folder: "/tmp" }) });
        for (let count = 0; count < 5; count++) await backend.apply(JSON.parse(workload));
        ${after}`,
      resolveDir: process.cwd(),
    },
    alias: { "@": process.cwd() },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: script,
    logLevel: "error",
  });
  return [script, JSON.stringify(localCompute(root)), resolve("server/testing/echo.mjs"), JSON.stringify(workload)];
}

test("two processes that apply at once start one program", async () => {
  const workload = echoing();
  const argv = await applyingProcess(workload);
  await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, argv)));
  await runningAt(open(), workload);
  expect(await keepersOf(workload)).toHaveLength(1);
  expect(await open().observe(workload.id)).toMatchObject([{ phase: "running", attempt: 1 }]);
  await open().remove(workload.id);
});

test("a killed owner leaves its program running, and the next owner adopts it", async () => {
  const workload = echoing();
  const argv = await applyingProcess(workload, 'process.kill(process.pid, "SIGKILL");');
  await expect(promisify(execFile)(process.execPath, argv)).rejects.toMatchObject({ signal: "SIGKILL" });
  await runningAt(open(), workload);
  expect(await open().observe(workload.id)).toMatchObject([{ phase: "running", attempt: 1 }]);
  await open().remove(workload.id);
});

test("an owner that is killed at any moment never doubles a program", async () => {
  const workload = echoing();
  const argv = await applyingProcess(workload);
  for (const afterMs of [60, 90, 120, 150, 180, 210, 240]) {
    await promisify(execFile)(process.execPath, argv, { timeout: afterMs, killSignal: "SIGKILL" }).catch(
      () => undefined,
    );
  }
  await runningAt(open(), workload);
  expect(await keepersOf(workload)).toHaveLength(1);
  await open().remove(workload.id);
  expect(await keepersOf(workload)).toEqual([]);
});

test("a port that was taken meanwhile is given up for another, at once", async () => {
  const stranger = createServer().listen(0, "127.0.0.1");
  await once(stranger, "listening");
  const address = stranger.address();
  const port = address && typeof address === "object" ? address.port : 0;
  const workload = echoing();
  const program = { argv: [process.execPath, join(root, "twice.mjs")], folder: root };
  await writeFile(
    join(root, "twice.mjs"),
    `import { existsSync, writeFileSync } from "node:fs";
     if (!existsSync("tried")) process.argv.push("--port", "${port}");
     writeFileSync("tried", "");
     await import(${JSON.stringify(resolve("server/testing/echo.mjs"))});`,
  );
  const backend = open({ findProgram: async () => program });
  await runningAt(backend, workload);
  expect(await backend.observe(workload.id)).toMatchObject([{ phase: "running", attempt: 2 }]);
  await backend.remove(workload.id);
  stranger.close();
});

test("after five failures it is given up, with the last cause, until something is changed", async () => {
  const backend = open({ firstRetryMs: 20 });
  const workload = echoing(["--exit", "3"]);
  const look = async () => {
    await backend.apply(workload);
    return backend.observe(workload.id);
  };
  await expect
    .poll(look, PATIENCE)
    .toMatchObject([{ phase: "failed", code: "crashed", exitCode: 3, attempt: 5, willRetry: false }]);
  expect(await look()).toMatchObject([{ attempt: 5 }]);
  await backend.stopAll();
  expect(await look()).toMatchObject([{ phase: "failed", attempt: 5, willRetry: false }]);
  const better = { ...workload, container: { ...workload.container, args: [] } };
  await runningAt(backend, better);
  await backend.remove(workload.id);
});

test("a program that takes more memory than it may is ended and told as out of memory", async ({ skip }) => {
  const backend = open();
  const { limitsMemory } = await backend.facts();
  skip(!limitsMemory, "control groups are not writable here");
  const workload = echoing(["--memory", String(400 * 1024 ** 2)], {
    resources: { cpu: 1, memoryBytes: 150 * 1024 ** 2 },
  });
  await backend.apply(workload);
  await expect
    .poll(() => backend.observe(workload.id), PATIENCE)
    .toMatchObject([{ phase: "failed", code: "host_oom", exitCode: 137 }]);
  await backend.remove(workload.id);
});

test("a program that ignores SIGTERM is killed after the grace period", async () => {
  const backend = open({ graceMs: 300 });
  const workload = echoing(["--stubborn"]);
  await runningAt(backend, workload);
  const { keeper } = await slotOf(workload);
  await backend.remove(workload.id);
  expect(await isAlive(keeper)).toBe(false);
});

test("stopping everything keeps what is wanted: the next apply brings it back", async () => {
  const backend = open();
  const workload = echoing();
  await runningAt(backend, workload);
  await backend.stopAll();
  expect(await keepers()).toEqual([]);
  expect(await backend.observe(workload.id)).toMatchObject([{ phase: "stopped" }]);
  await runningAt(backend, workload);
  await backend.remove(workload.id);
});

test("a process whose workload was forgotten is ended by the sweep, others stay", async () => {
  const backend = open();
  const [lost, kept] = [echoing(), echoing()];
  await Promise.all([runningAt(backend, lost), runningAt(backend, kept)]);
  const { keeper } = await slotOf(lost);
  await rm(join(root, lost.id, "state.json"));
  expect(await backend.sweep()).toBe(1);
  expect(await isAlive(keeper)).toBe(false);
  expect(await backend.observe(kept.id)).toMatchObject([{ phase: "running" }]);
  await backend.remove(kept.id);
});

test("a program sees none of our environment", async () => {
  const backend = open();
  const workload = echoing();
  const [address] = await runningAt(backend, workload);
  const environment = await (await fetch(`${address}/environment`)).json();
  expect(Object.keys(environment).toSorted()).toEqual(
    ["GREETING", "HOME", "HOST", "LANG", "NODE_ENV", "PATH", "PORT", "TMPDIR"].toSorted(),
  );
  const keeper = await readFile(`/proc/${(await slotOf(workload)).keeper.pid}/environ`, "utf8");
  expect(keeper).toBe("NODE_ENV=production\0");
  await backend.remove(workload.id);
});
