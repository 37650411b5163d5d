import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../setup/install.mjs";
import { startTestDatabase } from "./database.mjs";
import { ensureNodeClients, ensurePrograms, ensurePython } from "./environment.mjs";
import { buildLayer, checkLayer, clientsLayer, e2eLayer, unitLayer } from "./layers.mjs";
import { startPlatform } from "./platform.mjs";
import { ensureServers } from "./servers.mjs";

const LAYERS = ["check", "unit", "build", "e2e", "clients"];
const { values: flags } = parseArgs({
  options: { only: { type: "string" }, nightly: { type: "boolean", default: false } },
});
const wanted = flags.only?.split(",") ?? LAYERS;
const unknown = wanted.filter((name) => !LAYERS.includes(name));
const say = (line) => process.stdout.write(`${line}\n`);
if (unknown.length > 0) {
  process.stderr.write(`There is no layer ${unknown.join(", ")}; there are: ${LAYERS.join(", ")}\n`);
  process.exit(2);
}

const results = [];
const cleanup = [];

async function cleanUp() {
  for (const step of cleanup.splice(0).reverse()) await step();
}
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
}

async function layer(name, work) {
  if (!wanted.includes(name)) return;
  say(`\n── ${name} ──`);
  const since = Date.now();
  const failure = (error) => ({ passed: 0, failed: 1, skipped: 0, notRun: [], failures: [error.message] });
  const result = await work().catch(failure);
  results.push({ name, ...result, seconds: (Date.now() - since) / 1000 });
}

function report() {
  const cell = (value) => String(value).padStart(8);
  say(`\n${"layer".padEnd(10)}${["passed", "failed", "skipped", "seconds"].map(cell).join("")}`);
  for (const { name, passed, failed, skipped, seconds } of results) {
    say(`${name.padEnd(10)}${[passed, failed, skipped, seconds.toFixed(1)].map(cell).join("")}`);
  }
  const notRun = [
    ...LAYERS.filter((name) => !wanted.includes(name)).map((name) => `${name}: not asked for (--only)`),
    ...results.flatMap(({ name, notRun }) => notRun.map((line) => `${name}: ${line}`)),
    ...(flags.nightly ? [] : ["nightly tests: run with npm run test:nightly"]),
  ];
  say("\nDid not run:");
  for (const line of notRun.length > 0 ? notRun : ["nothing"]) say(`  ${line}`);
  const failures = results.flatMap(({ name, failures }) => failures.map((line) => `${name}: ${line}`));
  if (failures.length > 0) say(`\nFailed:\n${failures.map((line) => `  ${line}`).join("\n")}`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  say(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  return sum("failed") === 0;
}

mkdirSync(join(root, ".cache", "reports"), { recursive: true });
const nightly = flags.nightly ? { YARD_NIGHTLY: "1" } : {};
const needsPlatform = wanted.includes("e2e") || wanted.includes("clients");
const missing = needsPlatform ? await ensurePrograms() : {};
const python = wanted.includes("clients") ? await ensurePython() : { pythons: [], missing: [] };
const nodeClients = wanted.includes("clients") ? await ensureNodeClients() : null;

await layer("check", checkLayer);
const needsServers = wanted.includes("unit") || wanted.includes("clients");
const servers = needsServers
  ? await ensureServers(["versitygw", ...(flags.nightly ? ["minio", "promtool", "prometheus"] : [])])
  : {};
for (const reason of Object.values(servers)) say(reason);
await layer("unit", async () => {
  const database = await startTestDatabase();
  cleanup.push(database.stop);
  const result = await unitLayer({ env: { ...nightly, TEST_DATABASE_URL: database.url } });
  await cleanUp();
  return result;
});
await layer("build", buildLayer);
const isBuildBroken = results.some(({ name, failed }) => name === "build" && failed > 0);
if (needsPlatform) {
  const starting = isBuildBroken ? Promise.reject(new Error("the build failed")) : startPlatform();
  const platform = starting.then((started) => {
    cleanup.push(started.stop);
    return { ...started, env: { ...started.env, ...nightly } };
  });
  await layer("e2e", async () => e2eLayer({ platform: await platform, missing, isNightly: flags.nightly }));
  await layer("clients", async () => clientsLayer({ platform: await platform, missing, python, nodeClients }));
}
await cleanUp();
process.exit(report() ? 0 : 1);
