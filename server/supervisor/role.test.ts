import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { processStart } from "./process-stamp";
import { keepRunning, type Role } from "./role";

/** Nothing is forgiven while a test runs, however slow the machine is. */
const BACK_OFF = { firstMs: 20, longestMs: 60, forgivenAfterMs: 3_600_000, tries: 3 };
const SERVES = "process.send({ type: 'ready' }); setInterval(() => {}, 1000);";
const OBEYS = `${SERVES} process.on('message', () => process.exit(0));`;
const roles: Role[] = [];

function start(program: string) {
  const troubles: string[] = [];
  const lines: string[] = [];
  const role = keepRunning({
    name: "edge",
    command: [process.execPath, "--eval", program],
    environment: { NODE_ENV: "test" },
    onLine: (line) => lines.push(line),
    onTrouble: (text) => troubles.push(text),
    backOff: BACK_OFF,
  });
  roles.push(role);
  return { role, troubles, lines };
}

const pidOf = ({ pid }: Role) => pid ?? 0;

afterEach(async () => {
  for (const role of roles.splice(0)) await role.stop(100);
});

describe("a role under supervision", () => {
  test("is started again, after a pause that grows, each time it is killed", async () => {
    const { role, troubles } = start(OBEYS);
    await role.ready;
    for (let times = 0; times < 3; times += 1) {
      const pid = pidOf(role);
      process.kill(pid, "SIGKILL");
      await expect.poll(() => pidOf(role) !== pid && processStart(pidOf(role)) !== null).toBe(true);
    }
    expect(troubles).toEqual([
      "edge ended (SIGKILL); starting it again in 20 ms",
      "edge ended (SIGKILL); starting it again in 40 ms",
      "edge ended (SIGKILL); starting it again in 60 ms",
    ]);
  });

  test("that never comes up is given up, with the reason", async () => {
    const { role } = start("process.exit(3)");
    await expect(role.ready).rejects.toThrow("edge does not start (exit code 3).");
  });

  test("ends by itself when it is asked to", async () => {
    const { role } = start(OBEYS);
    await role.ready;
    const pid = pidOf(role);
    await role.stop(5_000);
    expect(processStart(pid)).toBeNull();
  });

  test("is killed when it does not listen", async () => {
    const { role } = start(SERVES);
    await role.ready;
    const pid = pidOf(role);
    await role.stop(50);
    expect(processStart(pid)).toBeNull();
  });

  test("takes the programs it left running with it", async () => {
    const { role, lines } = start(`
      const { spawn } = require('node:child_process');
      console.log(spawn('sleep', ['600']).pid);
      ${OBEYS}`);
    await role.ready;
    await expect.poll(() => lines).toHaveLength(1);
    process.kill(pidOf(role), "SIGKILL");
    await expect.poll(() => processStart(Number(lines[0]))).toBeNull();
  });

  test("notices that its supervisor was killed", async () => {
    const supervisor = spawn(process.execPath, [
      "--eval",
      `const role = require('node:child_process').spawn(process.execPath,
         ['--eval', "process.send({ type: 'ready' }); process.on('disconnect', () => process.exit(0)); setInterval(() => {}, 1000)"],
         { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true });
       role.once('message', () => console.log(role.pid));`,
    ]);
    const [pid] = await once(supervisor.stdout, "data");
    expect(readFileSync(`/proc/${Number(pid)}/comm`, "utf8")).not.toBe("");
    supervisor.kill("SIGKILL");
    await expect.poll(() => processStart(Number(pid))).toBeNull();
  });
});
