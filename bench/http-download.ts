import { type ChildProcess, fork, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { putObject } from "@/server/content";
import { createFrontDoor } from "@/server/edge/front-door";
import { createHuggingFaceRoom } from "@/server/edge/huggingface";
import { readEnv } from "@/server/env";
import { commitFiles } from "@/server/hub/commit-files";
import { CommitFilesInput } from "@/server/hub/contract/content";
import { CreateRepoInput } from "@/server/hub/contract/repo";
import { createRepo } from "@/server/hub/create-repo";
import { actorOfUser } from "@/server/identity";
import { identityOperations } from "@/server/identity/operations";
import { createRuntime } from "@/server/runtime";
import { openEmbeddedDatabase } from "@/server/supervisor/database-access";
import { freePort } from "@/server/supervisor/port";
import { startPostgres } from "@/server/supervisor/postgres";
import { prepareDatabase } from "@/server/supervisor/prepare-database";
import { printTable, quantile, verdict } from "./parts/table";

/** How fast a large file in LFS comes down, beside the plainest Node server there is and beside nginx, over loopback. */
const BLOCK = 1_024 * 1_024;
const BLOCKS = 1_024;
const ROUNDS = 8;
const TARGETS = { node: 0.9, nginx: 0.5 } as const;
const DATA = resolve(".cache/bench/http-download");
const NGINX = ["/usr/sbin/nginx", "/usr/bin/nginx"].find((path) => existsSync(path));

const [role = "main", argument = ""] = process.argv.slice(2);
const ROLES: Readonly<Record<string, () => Promise<void>>> = { main, bare, yard };

interface Told {
  readonly port: number;
  readonly path: string;
  /** Where the bytes lie on the disk. */
  readonly file?: string;
}

/** The same few megabytes again and again: made quickly, and hashed like any other. */
async function* bytes() {
  const block = randomBytes(BLOCK);
  for (let count = 0; count < BLOCKS; count += 1) yield block;
}

/** The front door with the room that downloads come from, on a real database. */
async function yard() {
  const env = readEnv({ NODE_ENV: "production", YARD_DATA: DATA, YARD_LOG_LEVEL: "error", PATH: process.env.PATH });
  const runtime = createRuntime({ env, databaseUrl: argument, secret: randomBytes(32).toString("hex") });
  const system = runtime.contextFor({ kind: "system", process: "bench" });
  const username = `bench-${randomBytes(4).toString("hex")}a`;
  const account = { username, email: `${username}@example.com`, password: randomBytes(12).toString("hex") };
  const { id } = await identityOperations.createUser.run(system, account);
  const actor = await actorOfUser(system, id);
  if (actor === null) throw new Error("The account cannot be used");
  const owner = runtime.contextFor(actor);
  const address = { shelf: "models", namespace: username, name: "large" } as const;
  const repo = await createRepo.run(owner, CreateRepoInput.parse({ ...address, visibility: "public" }));

  const body = join(DATA, "body");
  const hash = createHash("sha256");
  await writeFile(body, bytes());
  for await (const chunk of createReadStream(body, { highWaterMark: BLOCK })) hash.update(chunk);
  const oid = hash.digest("hex");
  await putObject(owner, {
    repoId: repo.id,
    oid,
    size: BLOCK * BLOCKS,
    body: createReadStream(body, { highWaterMark: BLOCK }),
  });
  const changes = [{ kind: "upload", path: "large.bin", oid }];
  await commitFiles.run(
    owner,
    CommitFilesInput.parse({ ...address, summary: "Add a large file", description: "", changes }),
  );

  const server = createFrontDoor({
    trust: { trustedProxies: [], publicUrl: null, port: 3000 },
    contentOrigin: "http://content.localhost:3000",
    cookie: { name: "yard-session-3000", key: "0".repeat(43) },
    visitor: ({ address, origin }) =>
      runtime.contextFor({ kind: "anonymous" }, { requestId: system.id(), clientAddress: address, origin }),
    rooms: [createHuggingFaceRoom()],
    contentRoom: { name: "content", match: () => null },
    web: async ({ response }) => void response.writeHead(404).end(),
    limit: null,
    measure: () => {},
  });
  await rm(body);
  const file = owner.ports.objects.localPath(`lfs/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`) ?? "";
  tell({ port: await listen(server), path: `/${username}/large/resolve/main/large.bin`, file });
}

/** The least that Node needs to send a file. */
async function bare() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-length": statSync(argument).size });
    createReadStream(argument, { highWaterMark: BLOCK }).pipe(response);
  });
  tell({ port: await listen(server), path: "/large.bin" });
}

async function startNginx(program: string, file: string): Promise<Told & { readonly child: ChildProcess }> {
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
server { listen 127.0.0.1:${port}; location = /large.bin { alias ${file}; } } }\n`,
  );
  const child = spawn(program, ["-p", folder, "-c", configuration], { stdio: ["ignore", "ignore", "inherit"] });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/`).catch(() => null)) break;
    await sleep(50);
  }
  return { port, path: "/large.bin", child };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** To the parent; a child whose parent is gone ends. */
function tell(told: Told) {
  process.on("disconnect", () => process.exit(0));
  process.send?.(told);
}

async function start(name: string, ...rest: readonly string[]): Promise<Told> {
  const child = fork(String(process.argv[1]), ["http-download", name, ...rest], { stdio: "inherit" });
  const [told] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`))),
  ]);
  return told;
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
  if (received < BLOCK * BLOCKS) throw new Error(`Only ${received} bytes came from port ${port}`);
  return received / 1e6 / ((performance.now() - since) / 1_000);
}

async function main() {
  await rm(DATA, { recursive: true, force: true });
  const postgres = await startPostgres({ data: DATA, report: () => {} });
  let nginx: ChildProcess | undefined;
  try {
    const access = await openEmbeddedDatabase(postgres, DATA);
    await prepareDatabase(access, join("db", "migrations"));
    const ours = await start("yard", access.applicationUrl);
    const file = ours.file ?? "";
    const node = await start("bare", file);
    const fast = NGINX ? await startNginx(NGINX, file) : null;
    nginx = fast?.child;
    const servers = { modelyard: ours, node, ...(fast && { nginx: fast }) };
    const speeds = new Map(Object.keys(servers).map((name): [string, number[]] => [name, []]));
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const [name, server] of Object.entries(servers)) {
        const speed = await download(server);
        if (round >= 0) speeds.get(name)?.push(speed); // the first round warms up
      }
    }
    report(speeds);
  } finally {
    nginx?.kill();
    await postgres.stop();
    await rm(DATA, { recursive: true, force: true });
  }
  process.exit(0);
}

/** The fastest round of each: what else runs on the machine only ever takes away. */
function report(speeds: ReadonlyMap<string, readonly number[]>) {
  const own = quantile(speeds.get("modelyard") ?? [], 1);
  const rows = Object.entries(TARGETS).map(([name, target]) => {
    const found = speeds.get(name);
    if (!found) return [name, "not installed", "", `≥ ${target * 100} %`, ""];
    const base = quantile(found, 1);
    return [
      name,
      `${base.toFixed(0)} MB/s`,
      `${((own / base) * 100).toFixed(0)} %`,
      `≥ ${target * 100} %`,
      verdict(own / base >= target),
    ];
  });
  printTable(`1 GiB from LFS, the fastest of ${ROUNDS} interleaved rounds: Modelyard ${own.toFixed(0)} MB/s`, [
    ["beside", "speed", "Modelyard has", "target", ""],
    ...rows,
  ]);
}

await ROLES[role]?.();
