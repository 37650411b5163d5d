import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, open, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { CreateTokenInput } from "@/server/identity/contract";
import { identityOperations } from "@/server/identity/operations";
import { listen, memoryDuring, startPart, tell } from "./parts/child";
import { withDatabase } from "./parts/database";
import { openHub } from "./parts/hub";
import { printTable, verdict } from "./parts/table";

/**
 * How long `huggingface_hub` takes to upload a large file through Xet and through LFS, and how many bytes it sends: the
 * first time, and after one percent of it has changed. `--mib` is the size of the file; `--python` has hf_xet.
 */
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mib: { type: "string", default: "1024" },
    python: { type: "string", default: resolve(".venv/hub-2/bin/python") },
  },
});
const BLOCK = 1_024 * 1_024;
const BLOCKS = Number(flags.mib);
/** Places that change, each a tenth of a percent of the file. */
const CHANGES = 10;
const DATA = resolve(".cache/bench/xet-upload");
const PROGRAM = `
import os, sys, time
from huggingface_hub import HfApi
api = HfApi()
repo = api.create_repo(sys.argv[2], exist_ok=True).repo_id
since = time.monotonic()
api.upload_file(path_or_fileobj=sys.argv[1], path_in_repo="model.safetensors", repo_id=repo)
print(time.monotonic() - since)
`;

const [role = "main", argument = ""] = positionals;
const ROLES: Readonly<Record<string, () => Promise<void>>> = { main, yard };

interface Told {
  readonly port: number;
  readonly token: string;
  readonly namespace: string;
}

/** Counts the bytes of uploads, and tells them when asked. */
async function yard() {
  const { owner, address, door } = await openHub({ databaseUrl: argument, data: DATA, prefix: "/none/" });
  let received = 0;
  door.on("request", ({ headers }) => {
    received += Number(headers["content-length"] ?? 0);
  });
  process.on("message", () => {
    process.send?.(received);
    received = 0;
  });
  const input = CreateTokenInput.parse({ name: "bench", role: "write" });
  if (owner.actor.kind !== "user") throw new Error("The account is no person");
  const actor = { ...owner.actor, signedInAt: new Date() }; // a token is made only after the password was typed lately
  const { secret } = await identityOperations.createToken.run({ ...owner, actor }, input);
  tell({ port: await listen(door), token: secret, namespace: address.namespace });
}

type Kind = "random" | "bf16";

/** Weights as they are stored: random low bytes below the few exponents that weights have. */
const HIGH_BYTES = Buffer.from([
  0x3c, 0xbc, 0x3c, 0xbc, 0x3b, 0xbb, 0x3c, 0xbc, 0x3d, 0xbd, 0x3b, 0xbb, 0x3a, 0xba, 0x3c, 0xbc,
]);

function blockOf(kind: Kind): Buffer {
  const block = randomBytes(BLOCK);
  if (kind === "random") return block;
  for (let at = 1; at < BLOCK; at += 2) block[at] = HIGH_BYTES[(block[at] ?? 0) & 15] ?? 0;
  return block;
}

async function writeBody(path: string, kind: Kind) {
  await using file = await open(path, "w");
  for (let count = 0; count < BLOCKS; count += 1) await file.writeFile(blockOf(kind));
}

async function changeBody(path: string) {
  await using file = await open(path, "r+");
  const length = Math.floor((BLOCKS * BLOCK) / 1_000);
  for (let change = 0; change < CHANGES; change += 1) {
    const at = Math.floor(((change + 0.5) / CHANGES) * BLOCKS * BLOCK);
    await file.write(randomBytes(length), 0, length, at);
  }
}

interface Upload {
  readonly way: "xet" | "lfs";
  readonly body: string;
  readonly repo: string;
}

interface Measured {
  readonly seconds: number;
  readonly bytes: number;
  readonly memory: number;
}

type Yard = Awaited<ReturnType<typeof startPart<Told>>>;

/** By a client that remembers nothing of what was sent before. */
async function upload({ child, told }: Yard, { way, body, repo }: Upload): Promise<Measured> {
  const home = join(DATA, `home-${randomBytes(4).toString("hex")}`);
  await mkdir(home);
  const env = {
    ...process.env,
    ...{ HF_ENDPOINT: `http://127.0.0.1:${told.port}`, HF_TOKEN: told.token, HF_HOME: home },
    ...{ HF_HUB_DISABLE_TELEMETRY: "1", HF_HUB_DISABLE_PROGRESS_BARS: "1" },
    HF_HUB_DISABLE_XET: way === "lfs" ? "1" : "0",
  };
  const run = () => promisify(execFile)(flags.python, ["-c", PROGRAM, body, `${told.namespace}/${repo}`], { env });
  const { result, megabytes } = await memoryDuring(child, run);
  child.send("count");
  const [bytes] = await once(child, "message");
  await rm(home, { recursive: true });
  return { seconds: Number(result.stdout), bytes, memory: megabytes };
}

async function main() {
  await withDatabase(DATA, async (databaseUrl) => {
    const yard = await startPart<Told>("xet-upload", "yard", databaseUrl, `--mib=${flags.mib}`);
    const body = join(DATA, "body");
    await writeBody(body, "random");
    const first = {
      lfs: await upload(yard, { way: "lfs", body, repo: "lfs" }),
      xet: await upload(yard, { way: "xet", body, repo: "xet" }),
    };
    await changeBody(body);
    const again = {
      lfs: await upload(yard, { way: "lfs", body, repo: "lfs" }),
      xet: await upload(yard, { way: "xet", body, repo: "xet" }),
    };
    await writeBody(body, "bf16");
    const floats = {
      lfs: await upload(yard, { way: "lfs", body, repo: "lfs-bf16" }),
      xet: await upload(yard, { way: "xet", body, repo: "xet-bf16" }),
    };
    report({ first, again, floats });
  });
  process.exit(0);
}

type Pair = Readonly<Record<"lfs" | "xet", Measured>>;

function report({ first, again, floats }: Readonly<Record<"first" | "again" | "floats", Pair>>) {
  const speed = ({ lfs, xet }: Pair) => lfs.seconds / xet.seconds;
  const part = again.xet.bytes / (BLOCKS * BLOCK);
  const cells = ({ lfs, xet }: Pair) => [
    `${lfs.seconds.toFixed(1)} s`,
    `${xet.seconds.toFixed(1)} s`,
    `${(xet.bytes / 1e6).toFixed(1)} MB`,
    `+ ${Math.max(lfs.memory, xet.memory).toFixed(0)} MB`,
  ];
  printTable(`${flags.mib} MiB by huggingface_hub, through LFS and through Xet`, [
    ["upload", "LFS", "Xet", "sent by Xet", "memory", "Xet beside LFS", "target", ""],
    [
      "random bytes, the first time",
      ...cells(first),
      `${(speed(first) * 100).toFixed(0)} %`,
      "≥ 50 %",
      verdict(speed(first) >= 0.5),
    ],
    ["1 % changed, bytes sent", ...cells(again), `${(part * 100).toFixed(1)} %`, "≤ 5 %", verdict(part <= 0.05)],
    ["1 % changed, time", ...cells(again), `${speed(again).toFixed(1)} ×`, "≥ 3 ×", verdict(speed(again) >= 3)],
    ["like bf16 weights, the first time", ...cells(floats), `${(speed(floats) * 100).toFixed(0)} %`, "", ""],
  ]);
}

await ROLES[role]?.();
