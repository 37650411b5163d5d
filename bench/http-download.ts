import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { putObject } from "@/server/content";
import { commitFiles } from "@/server/hub/commits/commit-files";
import { CommitFilesInput } from "@/server/hub/contract/content";
import { freePort } from "@/server/supervisor/port";
import { listen, memoryDuring, startPart, tell } from "./parts/child";
import { withDatabase } from "./parts/database";
import { openHub } from "./parts/hub";
import { printTable, quantile, verdict } from "./parts/table";

/**
 * How fast a large file in LFS comes down, beside the plainest Node server there is and beside nginx, over loopback; and
 * behind nginx that sends it itself. `--mib` is the size of the file, `--rounds` how often each is measured.
 */
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { mib: { type: "string", default: "1024" }, rounds: { type: "string", default: "8" } },
});
const BLOCK = 1_024 * 1_024;
const SIZE = Number(flags.mib) * BLOCK;
const ROUNDS = Number(flags.rounds);
const DATA = resolve(".cache/bench/http-download");
const NGINX = ["/usr/sbin/nginx", "/usr/bin/nginx"].find((path) => existsSync(path));
const PREFIX = "/yard-objects/";
const MOST_MEMORY_MB = 150;

const [role = "main", argument = ""] = positionals;
const ROLES: Readonly<Record<string, () => Promise<void>>> = { main, bare, yard };
const start = (name: string, value: string) => startPart<Told>("http-download", name, value, `--mib=${flags.mib}`);

interface Told {
  readonly port: number;
  readonly path: string;
  /** Where the bytes lie on the disk. */
  readonly file?: string;
}

/** The same few megabytes again and again: made quickly, and hashed like any other. */
async function* bytes() {
  const block = randomBytes(BLOCK);
  for (let sent = 0; sent < SIZE; sent += BLOCK) yield block;
}

async function yard() {
  const { owner, repo, address, door } = await openHub({ databaseUrl: argument, data: DATA, prefix: PREFIX });
  const body = join(DATA, "body");
  const hash = createHash("sha256");
  await writeFile(body, bytes());
  for await (const chunk of createReadStream(body, { highWaterMark: BLOCK })) hash.update(chunk);
  const oid = hash.digest("hex");
  const stream = createReadStream(body, { highWaterMark: BLOCK });
  await putObject(owner, { repoId: repo.id, oid, size: SIZE, body: stream });
  await rm(body);
  const changes = [{ kind: "upload", path: "large.bin", oid }];
  const commit = CommitFilesInput.parse({ ...address, summary: "Add a large file", description: "", changes });
  await commitFiles.run(owner, commit);
  const file = owner.ports.objects.localPath(`lfs/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`) ?? "";
  tell({ port: await listen(door), path: `/${address.namespace}/large/resolve/main/large.bin`, file });
}

/** The least that Node needs to send a file. */
async function bare() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-length": statSync(argument).size });
    createReadStream(argument, { highWaterMark: BLOCK }).pipe(response);
  });
  tell({ port: await listen(server), path: "/large.bin" });
}

/** One nginx: at `/large.bin` the file itself, everywhere else Modelyard, whose files it sends. */
async function startNginx(
  program: string,
  ours: Told,
): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const port = await freePort();
  const folder = join(DATA, "nginx");
  mkdirSync(folder, { recursive: true });
  const configuration = join(folder, "nginx.conf");
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  writeFileSync(
    configuration,
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events {} http { access_log off; sendfile on; tcp_nopush on; ${paths.join(" ")}
server { listen 127.0.0.1:${port};
location = /large.bin { alias ${ours.file}; }
location ${PREFIX} { internal; alias ${DATA}/objects/; }
location / { proxy_pass http://127.0.0.1:${ours.port}; proxy_http_version 1.1; proxy_buffering off;
proxy_set_header X-Sendfile-Type X-Accel-Redirect; } } }\n`,
  );
  const child = spawn(program, ["-p", folder, "-c", configuration], { stdio: ["ignore", "ignore", "inherit"] });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/nothing`).catch(() => null)) break;
    await sleep(50);
  }
  return { port, child };
}

/** Megabytes a second. Reads into one buffer and drops it, so that the client is no part of what is measured. */
async function download({ port, path }: Told): Promise<number> {
  const since = performance.now();
  let received = 0;
  const callback = (count: number) => {
    received += count;
    return true;
  };
  const onread = { buffer: Buffer.alloc(BLOCK), callback };
  const socket = connect({ port, host: "127.0.0.1", onread });
  socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
  await once(socket, "close");
  if (received < SIZE) throw new Error(`Only ${received} bytes came from port ${port}`);
  return received / 1e6 / ((performance.now() - since) / 1_000);
}

async function measure(servers: Readonly<Record<string, Told>>, yardProcess: ChildProcess) {
  const speeds = new Map(Object.keys(servers).map((name): [string, number[]] => [name, []]));
  let megabytes = 0;
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [name, server] of Object.entries(servers)) {
      const { result, megabytes: more } = await memoryDuring(yardProcess, () => download(server));
      if (round < 0) continue; // the first round warms up
      speeds.get(name)?.push(result);
      if (name === "Modelyard") megabytes = Math.max(megabytes, more);
    }
  }
  return { speeds, megabytes };
}

async function main() {
  await withDatabase(DATA, async (databaseUrl) => {
    const ours = await start("yard", databaseUrl);
    const node = await start("bare", ours.told.file ?? "");
    const nginx = NGINX ? await startNginx(NGINX, ours.told) : null;
    try {
      const fast = nginx && {
        nginx: { port: nginx.port, path: "/large.bin" },
        "Modelyard behind nginx": { port: nginx.port, path: ours.told.path },
      };
      report(await measure({ Modelyard: ours.told, node: node.told, ...fast }, ours.child));
    } finally {
      nginx?.child.kill();
    }
  });
  process.exit(0);
}

/** The fastest round of each: what else runs on the machine only ever takes away. */
function report({ speeds, megabytes }: Awaited<ReturnType<typeof measure>>) {
  const fastest = (name: string) => quantile(speeds.get(name) ?? [], 1);
  const compare = (who: string, base: string, target: number) => {
    if (!speeds.has(base)) return [who, base, "not installed", "", `≥ ${Math.round(target * 100)} %`, ""];
    const part = fastest(who) / fastest(base);
    const speed = (name: string) => `${fastest(name).toFixed(0)} MB/s`;
    const cells = [`${(part * 100).toFixed(0)} %`, `≥ ${Math.round(target * 100)} %`, verdict(part >= target)];
    return [`${who}, ${speed(who)}`, `${base}, ${speed(base)}`, ...cells];
  };
  printTable(`${flags.mib} MiB from LFS, the fastest of ${ROUNDS} interleaved rounds`, [
    ["who", "beside", "has", "target", ""],
    compare("Modelyard", "node", 0.95),
    compare("Modelyard behind nginx", "nginx", 0.55),
    [
      "memory while it sends",
      "idle",
      `+ ${megabytes.toFixed(0)} MB`,
      `< ${MOST_MEMORY_MB} MB`,
      verdict(megabytes < MOST_MEMORY_MB),
    ],
  ]);
}

await ROLES[role]?.();
