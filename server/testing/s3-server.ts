import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "minio";
import { programOf } from "./built-server";

const READY_MS = 30_000;
const KEYS = { accessKey: "testaccess", secretKey: "testsecret123" } as const;

/** Real servers, built from their Go modules by `scripts/test/servers.mjs`. */
export const S3_SERVERS = ["versitygw", "minio"] as const;
type Name = (typeof S3_SERVERS)[number];

export interface S3Server {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  /** Where its process keeps its files. */
  readonly folder: string;
  newBucket(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it on a free port with an empty folder. */
export async function startS3Server(name: Name, root = tmpdir()): Promise<S3Server> {
  const folder = mkdtempSync(join(root, `${name}-`));
  const port = await freePort();
  mkdirSync(join(folder, "data"));
  const output = openSync(join(folder, "log"), "a");
  const child = spawn(programOf(name), argumentsOf(name, folder, port), {
    stdio: ["ignore", output, output],
    env: { ...environmentOf(folder), NODE_ENV: "test" },
  });
  const region = "us-east-1";
  const client = new Client({
    ...{ endPoint: "127.0.0.1", port, useSSL: false, region, ...KEYS },
    retryOptions: { disableRetry: true },
  });
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const since = performance.now();
  while (!(await client.listBuckets().catch(() => null))) {
    if (child.exitCode !== null || performance.now() - since > READY_MS) {
      const words = readFileSync(join(folder, "log"), "utf8");
      await stop();
      throw new Error(`${name} did not start: ${words}`);
    }
    await sleep(20);
  }
  return {
    endpoint: `http://127.0.0.1:${port}`,
    ...KEYS,
    region,
    folder,
    async newBucket() {
      const bucket = `yard-${randomBytes(6).toString("hex")}`;
      await client.makeBucket(bucket, region);
      return bucket;
    },
    stop,
  };
}

function argumentsOf(name: Name, folder: string, port: number): string[] {
  const address = `127.0.0.1:${port}`;
  const data = join(folder, "data");
  if (name === "minio") return ["server", data, "--address", address, "--console-address", "127.0.0.1:0", "--quiet"];
  return ["--port", address, "--access", KEYS.accessKey, "--secret", KEYS.secretKey, "posix", data];
}

const environmentOf = (folder: string) => ({
  HOME: folder,
  MINIO_ROOT_USER: KEYS.accessKey,
  MINIO_ROOT_PASSWORD: KEYS.secretKey,
  MINIO_BROWSER: "off",
  MINIO_UPDATE: "off",
  MINIO_CALLHOME_ENABLE: "off",
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
