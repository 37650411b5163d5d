import { cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { hashOfInputs, recordBuild } from "../setup/build-inputs.mjs";
import { obeySignals, run, stopStatus } from "../setup/child.mjs";
import { root } from "../setup/install.mjs";
import { bundleServer } from "./bundle.mjs";
import { thirdPartyLicences } from "./licences.mjs";

const require = createRequire(import.meta.url);
const say = (line) => process.stdout.write(`${line}\n`);
const target = join(root, ".build");
const since = Date.now();
const seconds = () => `${((Date.now() - since) / 1000).toFixed(0)} s`;

/** The browsable API documentation works offline: its program is served from our own origin. */
function copySwagger() {
  const from = dirname(require.resolve("swagger-ui-dist/package.json"));
  const to = join(root, "public", "vendor", "swagger-ui");
  mkdirSync(to, { recursive: true });
  for (const name of ["swagger-ui.css", "swagger-ui-bundle.js", "LICENSE", "NOTICE"]) {
    if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name));
  }
}

/** Its output is long and speaks to developers: it goes to a file, and to the screen when something is wrong. */
async function buildPages() {
  const next = require.resolve("next/dist/bin/next");
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const log = join(target, "next-build.log");
  const tick = setInterval(() => say(`  … ${seconds()}`), 10_000);
  const code = await run(process.execPath, [next, "build"], { cwd: root, env, output: openSync(log, "w") });
  clearInterval(tick);
  if (stopStatus()) process.exit(stopStatus());
  if (code === 0) return;
  process.stderr.write(readFileSync(log, "utf8"));
  process.exit(code);
}

obeySignals();
const inputs = hashOfInputs(root);
say("Building (a minute or two the first time) …");
mkdirSync(target, { recursive: true });
rmSync(join(target, "stamp"), { force: true });
rmSync(join(target, "server"), { recursive: true, force: true });
copySwagger();
await bundleServer().catch(() => process.exit(1)); // it has said why
const licences = thirdPartyLicences(root);
writeFileSync(join(target, "THIRD_PARTY_LICENSES.txt"), licences.text);
say(`  server bundled, ${licences.count} third-party licences listed (${seconds()})`);
await buildPages();
recordBuild(root, inputs);
say(`Built in ${seconds()}.`);
