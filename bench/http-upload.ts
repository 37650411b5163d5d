import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { request } from "node:http";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs, promisify } from "node:util";
import { signAction } from "@/server/content";
import { listen, memoryDuring, startPart, tell } from "./parts/child";
import { withDatabase } from "./parts/database";
import { openHub } from "./parts/hub";
import { printTable, quantile, verdict } from "./parts/table";

/**
 * How fast a large file goes up through LFS, hashed and on the disk when it is answered, beside `openssl sha256` and
 * beside plain writing to the same disk. `--mib` is the size of the file, `--rounds` how often each is measured.
 */
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { mib: { type: "string", default: "1024" }, rounds: { type: "string", default: "4" } },
});
const BLOCK = 1_024 * 1_024;
const SIZE = Number(flags.mib) * BLOCK;
const ROUNDS = Number(flags.rounds);
const TARGET = 0.6;
const MOST_MEMORY_MB = 150;
const DATA = resolve(".cache/bench/http-upload");

const [role = "main", argument = ""] = positionals;
const ROLES: Readonly<Record<string, () => Promise<void>>> = { main, yard };

interface Told {
  readonly port: number;
}

/** Asked for an object, forgets its bytes and answers with the address at which it is taken once more. */
async function yard() {
  const { owner, repo, address, door } = await openHub({ databaseUrl: argument, data: DATA, prefix: "/none/" });
  process.on("message", async (oid: string) => {
    await owner.ports.objects.remove(`lfs/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`);
    const action = signAction(owner, { action: "upload", repoId: repo.id, oid, size: SIZE }, 3_600);
    process.send?.(`/${address.namespace}/large.git/info/lfs/objects/${oid}?action=${action}`);
  });
  tell({ port: await listen(door) });
}

/** Writes as plainly as can be, until the bytes are on the disk; returns their SHA-256. */
async function writeBody(path: string): Promise<string> {
  const block = randomBytes(BLOCK);
  const hash = createHash("sha256");
  await using file = await open(path, "w");
  for (let written = 0; written < SIZE; written += BLOCK) {
    await file.writeFile(block);
    hash.update(block);
  }
  await file.sync();
  return hash.digest("hex");
}

/** Megabytes a second. */
async function speedOf(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return SIZE / 1e6 / ((performance.now() - since) / 1_000);
}

async function writePlainly(path: string) {
  const block = randomBytes(BLOCK);
  await using file = await open(path, "w");
  for (let written = 0; written < SIZE; written += BLOCK) await file.writeFile(block);
  await file.sync();
}

async function upload(port: number, path: string, body: string) {
  const sent = request({ host: "127.0.0.1", port, path, method: "PUT", headers: { "content-length": SIZE } });
  const answered = once(sent, "response");
  await pipeline(createReadStream(body, { highWaterMark: BLOCK }), sent);
  const [response] = await answered;
  response.resume();
  if (response.statusCode !== 200) throw new Error(`The upload was answered with ${response.statusCode}`);
}

async function main() {
  await withDatabase(DATA, async (databaseUrl) => {
    const { child, told } = await startPart<Told>("http-upload", "yard", databaseUrl, `--mib=${flags.mib}`);
    const [body, plain] = [join(DATA, "body"), join(DATA, "plain")];
    const oid = await writeBody(body);
    const speeds = { modelyard: [] as number[], openssl: [] as number[], disk: [] as number[] };
    let most = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      speeds.openssl.push(await speedOf(() => promisify(execFile)("openssl", ["dgst", "-sha256", body])));
      speeds.disk.push(await speedOf(() => writePlainly(plain)));
      await rm(plain);
      child.send(oid);
      const [path] = await once(child, "message");
      const { result, megabytes } = await memoryDuring(child, () => speedOf(() => upload(told.port, path, body)));
      speeds.modelyard.push(result);
      most = Math.max(most, megabytes);
    }
    report(speeds, most);
  });
  process.exit(0);
}

function report(speeds: Readonly<Record<"modelyard" | "openssl" | "disk", readonly number[]>>, megabytes: number) {
  const [own, openssl, disk] = [speeds.modelyard, speeds.openssl, speeds.disk].map((found) => quantile(found, 1));
  const part = (own ?? 0) / Math.min(openssl ?? 0, disk ?? 0);
  const cells = [`${(part * 100).toFixed(0)} %`, `≥ ${Math.round(TARGET * 100)} %`, verdict(part >= TARGET)];
  printTable(`${flags.mib} MiB into LFS, the fastest of ${ROUNDS} rounds: ${own?.toFixed(0)} MB/s`, [
    ["beside the slower of", "has", "target", ""],
    [`openssl sha256, ${openssl?.toFixed(0)} MB/s, and the disk, ${disk?.toFixed(0)} MB/s`, ...cells],
    [
      "memory while it takes it, beside idle",
      `+ ${megabytes.toFixed(0)} MB`,
      `< ${MOST_MEMORY_MB} MB`,
      verdict(megabytes < MOST_MEMORY_MB),
    ],
  ]);
}

await ROLES[role]?.();
