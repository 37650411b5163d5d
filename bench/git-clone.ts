import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { createToken } from "@/server/identity/tokens/create-token";
import { listen, memoryDuring, startPart, tell } from "./parts/child";
import { withDatabase } from "./parts/database";
import { openHub } from "./parts/hub";
import { printTable, quantile, verdict } from "./parts/table";

/**
 * How fast git clones and pushes many small files, beside `git http-backend` behind the plainest Node server, over
 * loopback. `--files` is how many, `--rounds` how often each is measured, `--clones` how many clone at once.
 */
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: "string", default: "10000" },
    rounds: { type: "string", default: "5" },
    clones: { type: "string", default: "10" },
  },
});
const FILES = Number(flags.files);
const ROUNDS = Number(flags.rounds);
const CLONES = Number(flags.clones);
const DATA = resolve(".cache/bench/git-clone");
const FOLDERS = 100;
/** A clone takes a tenth of a push. */
const CLONES_EACH = 6;
const CLONE_SHARE = 0.9;
const PUSH_SHARE = 0.8;
const LONG_MS = 600_000;

const [role = "main", argument = ""] = positionals;
const ROLES: Readonly<Record<string, () => Promise<void>>> = { main, backend, yard };
const start = (name: string, value: string) => startPart<Told>("git-clone", name, value);
const run = promisify(execFile);

interface Told {
  /** Address of the repository, with what it takes to push to it. */
  readonly url: string;
}

const ENV = { PATH: process.env.PATH, HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1", GIT_TERMINAL_PROMPT: "0" };
const git = (...args: readonly string[]) =>
  run("git", [...args], { env: { ...ENV, NODE_ENV: "production" }, timeout: LONG_MS, maxBuffer: 2 ** 26 });

async function yard() {
  const { owner, address, door } = await openHub({ databaseUrl: argument, data: DATA, prefix: "/yard-objects/" });
  const { actor } = owner;
  if (actor.kind !== "user") throw new Error("Only a person has tokens");
  const signedIn = { ...owner, actor: { ...actor, signedInAt: owner.now() } };
  const { secret } = await createToken.run(signedIn, { name: "Bench", role: "write" });
  const port = await listen(door);
  tell({ url: `http://bench:${secret}@127.0.0.1:${port}/${address.namespace}/${address.name}.git` });
}

/** The CGI program that comes with git (git-http-backend(1)), one process for each request. */
async function backend() {
  const project = join(DATA, "plain");
  await git("init", "--quiet", "--bare", "--initial-branch=main", join(project, "plain.git"));
  await git("-C", join(project, "plain.git"), "config", "http.receivepack", "true");
  const server = createServer((request, response) => void answerByCgi(project, request, response));
  tell({ url: `http://127.0.0.1:${await listen(server)}/plain.git` });
}

async function answerByCgi(project: string, request: IncomingMessage, response: ServerResponse) {
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const child = spawn("git", ["http-backend"], {
    env: {
      ...ENV,
      NODE_ENV: "production",
      GIT_PROJECT_ROOT: project,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? "GET",
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REMOTE_USER: "bench",
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  request.pipe(child.stdin);
  let head = Buffer.alloc(0);
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    if (response.headersSent) {
      response.write(chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) continue;
    const lines = head.toString("latin1", 0, end).split("\r\n");
    const headers = lines.map((line) => line.split(": ") as [string, string]);
    const status = Number(headers.find(([name]) => name === "Status")?.[1]?.slice(0, 3) ?? 200);
    response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== "Status")));
    response.write(head.subarray(end + 4));
  }
  response.end();
}

const WORK = join(DATA, "work");
const inWork = (...args: readonly string[]) =>
  git("-C", WORK, "-c", "user.name=Bench", "-c", "user.email=b@example.com", "-c", "gc.auto=0", ...args);

/**
 * A work tree of small files in one commit; every round has other contents, so that all of it is new to a server.
 * Its objects stay loose, as after any commit: packed in between, the second push of a round would have less to do.
 */
async function writeFiles(round: number): Promise<void> {
  for (let index = 0; index < FILES; index += 1) {
    const text = `{"round": ${round}, "index": ${index}, "value": ${(index * 7_919) % 10_007}}\n`.repeat(8);
    await writeFile(join(WORK, `d${index % FOLDERS}`, `f${index}.json`), text);
  }
  await inWork("add", "--all");
  await inWork("commit", "--quiet", ...(round === 0 ? [] : ["--amend"]), "-m", `Round ${round}`);
}

async function makeWork(): Promise<void> {
  await git("init", "--quiet", "--initial-branch=main", WORK);
  for (let folder = 0; folder < FOLDERS; folder += 1) await mkdir(join(WORK, `d${folder}`));
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1_000;
}

async function clone(url: string, name: string): Promise<void> {
  const target = join(DATA, "clones", name);
  await git("clone", "--quiet", "--bare", url, target);
  await rm(target, { recursive: true });
}

interface Measured {
  readonly clones: readonly number[];
  readonly pushes: readonly number[];
}

async function measure(servers: Readonly<Record<string, string>>): Promise<Map<string, Measured>> {
  const found = new Map(Object.keys(servers).map((name) => [name, { clones: [] as number[], pushes: [] as number[] }]));
  for (let round = 0; round < ROUNDS; round += 1) {
    await writeFiles(round);
    const order = Object.entries(servers);
    for (const [name, url] of round % 2 === 0 ? order : order.reverse()) {
      const push = await seconds(() => inWork("push", "--quiet", "--force", url, "HEAD:refs/heads/main"));
      found.get(name)?.pushes.push(push);
      for (let time = 0; time < CLONES_EACH; time += 1) {
        found.get(name)?.clones.push(await seconds(() => clone(url, `${name}-${round}-${time}`)));
      }
    }
  }
  return found;
}

async function main() {
  await withDatabase(DATA, async (databaseUrl) => {
    await mkdir(join(DATA, "clones"), { recursive: true });
    await makeWork();
    const ours = await start("yard", databaseUrl);
    const plain = await start("backend", "");
    try {
      const found = await measure({ Modelyard: ours.told.url, "git http-backend": plain.told.url });
      const together = await atOnce(ours.child, ours.told.url);
      report(found, together);
    } finally {
      for (const { child } of [ours, plain]) child.kill();
    }
  });
}

async function atOnce(child: ChildProcess, url: string) {
  const names = Array.from({ length: CLONES }, (_, index) => `at-once-${index}`);
  return memoryDuring(child, () => seconds(() => Promise.all(names.map((name) => clone(url, name)))));
}

function report(
  found: ReadonlyMap<string, Measured>,
  together: { readonly result: number; readonly megabytes: number },
) {
  const middle = (name: string, what: keyof Measured) => quantile(found.get(name)?.[what] ?? [], 0.5);
  const rows = [...found.keys()].map((name) => [
    name,
    `${middle(name, "clones").toFixed(3)} s`,
    `${middle(name, "pushes").toFixed(2)} s`,
  ]);
  printTable(`${FILES} small files`, [["", "clone", "push"], ...rows]);
  const share = (what: keyof Measured) => middle("git http-backend", what) / middle("Modelyard", what);
  const [cloneShare, pushShare] = [share("clones"), share("pushes")];
  printTable("Beside git http-backend", [
    ["", "found", "wanted", ""],
    ["clone", `${Math.round(cloneShare * 100)} %`, "90 %", verdict(cloneShare >= CLONE_SHARE)],
    ["push", `${Math.round(pushShare * 100)} %`, "80 %", verdict(pushShare >= PUSH_SHARE)],
    [`${CLONES} clones at once`, `${together.result.toFixed(1)} s`, "no error", "met"],
    ["memory they take here", `${Math.round(together.megabytes)} MB`, "", ""],
  ]);
}

await ROLES[role]?.();
