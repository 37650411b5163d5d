import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../setup/install.mjs";

const READY_WITHIN_MS = 240_000;

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** The platform as an operator starts it, with a data folder that is thrown away and these variables on top. */
export async function startPlatform(more = {}) {
  const folder = mkdtempSync(join(tmpdir(), "modelyard-test-"));
  const port = await freePort();
  const sshPort = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const elsewhere = `http://127.0.0.1:${await freePort()}`; // where a client may put a provider
  const facts = {
    YARD_TEST_SSH_PORT: String(sshPort),
    YARD_TEST_URL: url,
    YARD_TEST_ELSEWHERE: elsewhere,
    YARD_TEST_DATA: join(folder, "data"),
    YARD_ADMIN_USERNAME: "admin",
    YARD_ADMIN_PASSWORD: `test-${randomBytes(12).toString("hex")}`,
    YARD_ADMIN_TOKEN: `hf_${randomBytes(20).toString("hex")}`,
  };
  const clients = { HF_ENDPOINT: url, HF_TOKEN: facts.YARD_ADMIN_TOKEN };
  const log = join(folder, "start.log");
  const output = openSync(log, "a");
  const child = spawn(process.execPath, [join(root, "scripts", "start.mjs")], {
    cwd: root,
    stdio: ["ignore", output, output],
    env: {
      ...{ ...process.env, ...facts, YARD_DATA: facts.YARD_TEST_DATA, YARD_RATE_LIMITS: "off" },
      // It may be asked to import from itself: another hub that everybody has.
      ...{ PORT: String(port), YARD_SSH_PORT: String(sshPort), YARD_INSIDE_ORIGINS: `${url} ${elsewhere}` },
      ...more,
    },
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const words = () => readFileSync(log, "utf8").trim().slice(-2_000);
  const since = Date.now();
  while (Date.now() - since < READY_WITHIN_MS && child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return { env: { ...facts, ...clients }, seconds: (Date.now() - since) / 1000, stop };
    await sleep(200);
  }
  const reason = `the platform did not become ready:\n${words()}`;
  await stop();
  throw new Error(reason);
}
