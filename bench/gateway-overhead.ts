import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { Agent, createServer, request as open, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { ensureDefaultPrices } from "@/server/billing";
import { createFrontDoor } from "@/server/edge/front-door";
import { createUpstreams } from "@/server/edge/generation/upstream";
import { createOpenAiRoom } from "@/server/edge/openai";
import { readEnv } from "@/server/env";
import { finishSettlements, openJournal } from "@/server/gateway";
import { CreateApiKeyInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import { identityOperations } from "@/server/identity/operations";
import { createRuntime } from "@/server/runtime";
import { openEmbeddedDatabase } from "@/server/supervisor/database-access";
import { startPostgres } from "@/server/supervisor/postgres";
import { prepareDatabase } from "@/server/supervisor/prepare-database";

/** What the gateway adds to a call: authentication, admission, metering and a committed charge, beside a bare proxy. */
const CONNECTIONS = 10;
const ROUNDS = 3;
const WARM_UP_MS = 2_000;
const END_MS = 5_000;
const ROUND_MS = 5_000;
const WORDS = 16;
const DATA = resolve(".cache/bench/gateway-overhead");
const MODEL = "bench/stub";

const [role = "main", argument = "", databaseUrl = ""] = process.argv.slice(2);
const ROLES: Readonly<Record<string, () => Promise<void>>> = { main, stub, proxy, gateway };

/** Answers at once, always the same: what is measured is everything else. */
async function stub() {
  const yard = { promptTokens: 12, completionTokens: WORDS };
  const usage = { prompt_tokens: 12, completion_tokens: WORDS, total_tokens: 12 + WORDS };
  const head = { id: "chatcmpl-1", created: 1, model: MODEL };
  const event = (data: object) => `data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", ...data })}\n\n`;
  const choice = (delta: object, finish_reason: string | null = null) => [
    { index: 0, delta, logprobs: null, finish_reason },
  ];
  const events = [
    event({ choices: choice({ role: "assistant", content: "" }), yard }),
    ...Array.from({ length: WORDS }, () => event({ choices: choice({ content: "word " }), yard })),
    event({ choices: choice({}, "stop"), yard }),
    event({ choices: [], usage, yard }),
    "data: [DONE]\n\n",
  ];
  const message = { role: "assistant", content: "word ".repeat(WORDS), refusal: null };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: "stop" }];
  const whole = JSON.stringify({ ...head, object: "chat.completion", choices, usage });

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (JSON.parse(Buffer.concat(chunks).toString()).stream !== true) {
      response.writeHead(200, { "content-type": "application/json" }).end(whole);
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const one of events) response.write(one);
    response.end();
  });
  tell({ port: await listen(server) });
}

/** The least that can stand between a client and an upstream. */
async function proxy() {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((request, response) => {
    const { url = "/", method = "GET", headers } = request;
    const upstream = open(`http://127.0.0.1:${argument}${url}`, { method, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(upstream);
  });
  tell({ port: await listen(server) });
}

/** The front door with the OpenAI room, on a real database, with a key that has a monthly limit. */
async function gateway() {
  const env = readEnv({ NODE_ENV: "production", YARD_DATA: DATA, YARD_LOG_LEVEL: "error" });
  const runtime = createRuntime({ env, databaseUrl, secret: randomBytes(32).toString("hex") });
  const system = runtime.contextFor({ kind: "system", process: "bench" });
  await openJournal(system);
  await ensureDefaultPrices(system);
  const username = `bench-${randomBytes(4).toString("hex")}a`;
  const account = { username, email: `${username}@example.com`, password: randomBytes(12).toString("hex") };
  const { id: ownerId } = await identityOperations.createUser.run(system, account);
  const roles = { platformRoles: [], memberships: [], sessionId: system.id(), signedInAt: system.now() };
  const owner = runtime.contextFor({ kind: "user", userId: ownerId, username, ...roles });
  const budget = { limit: "1000", period: "month" } as const;
  const { secret } = await gatewayOperations.createApiKey.run(
    owner,
    CreateApiKeyInput.parse({ name: "bench", budget }),
  );

  const addresses = [`http://127.0.0.1:${argument}`];
  const deployment = {
    id: system.id(),
    repoId: system.id(),
    ownerId,
    model: MODEL,
    addresses,
    createdAt: system.now(),
  };
  const server = createFrontDoor({
    trust: { trustedProxies: [], publicUrl: null, port: 3000 },
    contentOrigin: "http://content.localhost:3000",
    cookie: { name: "yard-session-3000", key: "0".repeat(43) },
    visitor: ({ address, origin }) =>
      runtime.contextFor({ kind: "anonymous" }, { requestId: system.id(), clientAddress: address, origin }),
    rooms: [createOpenAiRoom({ upstreams: createUpstreams(), directory: async () => [deployment] })],
    contentRoom: { name: "content", match: () => null },
    web: async ({ response }) => void response.writeHead(404).end(),
    limit: null,
    measure: () => {},
  });
  process.on("message", () => {
    void finishSettlements(system, AbortSignal.timeout(END_MS)).then(() => process.exit(0));
  });
  tell({ port: await listen(server), secret });
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

interface Told {
  readonly port: number;
  readonly secret?: string;
}

/** To the parent; a child whose parent is gone ends. */
function tell(told: Told) {
  process.on("disconnect", () => process.exit(0));
  process.send?.(told);
}

async function start(name: string, ...rest: readonly (string | number)[]) {
  const child = fork(String(process.argv[1]), ["gateway-overhead", name, ...rest.map(String)], { stdio: "inherit" });
  const [told]: readonly Told[] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`))),
  ]);
  if (!told) throw new Error(`${name} said nothing`);
  const end = async () => {
    child.send("end");
    await once(child, "exit");
  };
  return { ...told, end };
}

interface Target extends Told {
  readonly isStream: boolean;
}

/** Calls one after the other on each connection; the milliseconds that each took, until its last byte. */
async function load({ port, secret = "none", isStream }: Target, durationMs: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const body = JSON.stringify({
    model: MODEL,
    stream: isStream,
    messages: [{ role: "user", content: "What is LoRA?" }],
  });
  const headers = {
    "content-type": "application/json",
    "content-length": body.length,
    authorization: `Bearer ${secret}`,
  };
  const times: number[] = [];
  const until = performance.now() + durationMs;

  const call = () =>
    new Promise<void>((done, failed) => {
      const request = open({ port, path: "/v1/chat/completions", method: "POST", headers, agent }, (response) => {
        if (response.statusCode !== 200) failed(new Error(`status ${response.statusCode}`));
        response.resume().on("end", done);
      });
      request.on("error", failed).end(body);
    });
  const connection = async () => {
    while (performance.now() < until) {
      const startedAt = performance.now();
      await call();
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
  return times.sort((a, b) => a - b);
}

const quantile = (sorted: readonly number[], part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;

interface Figures {
  readonly p50: number;
  readonly p95: number;
  readonly perSecond: number;
}

/** The median of the rounds. */
function figuresOf(rounds: readonly number[][]): Figures {
  const median = (pick: (times: readonly number[]) => number) =>
    quantile(
      rounds.map(pick).sort((a, b) => a - b),
      0.5,
    );
  return {
    p50: median((times) => quantile(times, 0.5)),
    p95: median((times) => quantile(times, 0.95)),
    perSecond: median((times) => times.length / (ROUND_MS / 1000)),
  };
}

async function compare(targets: readonly Target[]): Promise<Figures[]> {
  const rounds = targets.map((): number[][] => []);
  for (const target of targets) await load(target, WARM_UP_MS);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, target] of targets.entries()) rounds[index]?.push(await load(target, ROUND_MS));
  }
  return rounds.map(figuresOf);
}

async function main() {
  const postgres = await startPostgres({ data: DATA, report: () => {} });
  try {
    const access = await openEmbeddedDatabase(postgres, DATA);
    await prepareDatabase(access, join("db", "migrations"));
    const upstream = await start("stub");
    const bare = await start("proxy", upstream.port);
    const ours = await start("gateway", upstream.port, access.applicationUrl);

    const rows: string[][] = [];
    for (const isStream of [false, true]) {
      const [base, gate] = await compare([
        { ...bare, isStream },
        { ...ours, isStream },
      ]);
      if (base && gate) rows.push([isStream ? "streamed" : "whole", ...cellsOf(base, gate)]);
    }
    await ours.end();
    const head = [
      "answer",
      "proxy p50",
      "gateway p50",
      "added p50",
      "ratio p50",
      "proxy p95",
      "gateway p95",
      "proxy/s",
      "gateway/s",
    ];
    print([head, ...rows]);
  } finally {
    await postgres.stop();
    await rm(DATA, { recursive: true, force: true });
  }
  process.exit(0);
}

const ms = (value: number) => `${value.toFixed(1)} ms`;

const cellsOf = (base: Figures, gate: Figures) => [
  ...[ms(base.p50), ms(gate.p50), ms(gate.p50 - base.p50), `${(gate.p50 / base.p50).toFixed(1)}×`],
  ...[ms(base.p95), ms(gate.p95), base.perSecond.toFixed(0), gate.perSecond.toFixed(0)],
];

function print(table: readonly (readonly string[])[]) {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "));
  process.stdout.write(
    `${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${ROUND_MS / 1000} s\n${lines.join("\n")}\n`,
  );
}

await ROLES[role]?.();
