import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/server/supervisor/port";

const BUNDLE = resolve(".build/server/main.mjs");
const READY_WITHIN_MS = 120_000;

export interface RunningPlatform {
  readonly url: string;
  /** Of an administrator. */
  readonly token: string;
  readonly data: string;
  /** The supervisor. */
  readonly pid: number;
  readonly startSeconds: number;
  readonly stop: () => Promise<void>;
}

/** The platform as it was built, with a data folder of its own that is kept when it stops. */
export async function startPlatform(data: string): Promise<RunningPlatform> {
  if (!existsSync(BUNDLE)) throw new Error("There is no build: run npm run build first");
  mkdirSync(data, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const token = `hf_${randomBytes(20).toString("hex")}`;
  const log = join(data, "start.log");
  const output = openSync(log, "a");
  const since = performance.now();
  const child = spawn(process.execPath, ["--enable-source-maps", BUNDLE, "--role", "all"], {
    stdio: ["ignore", output, output],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      PORT: String(port),
      YARD_DATA: data,
      YARD_SSH_PORT: "0",
      YARD_RATE_LIMITS: "off",
      YARD_ADMIN_TOKEN: token,
    },
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  while (performance.now() - since < READY_WITHIN_MS && child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok)
      return { url, token, data, pid: child.pid ?? 0, startSeconds: (performance.now() - since) / 1_000, stop };
    await sleep(50);
  }
  await stop();
  throw new Error(`The platform did not become ready:\n${readFileSync(log, "utf8").slice(-2_000)}`);
}

export const forget = (data: string): Promise<void> => rm(data, { recursive: true, force: true });
