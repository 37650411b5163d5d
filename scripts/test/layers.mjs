import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { hashOfInputs, isBuilt } from "../setup/build-inputs.mjs";
import { root } from "../setup/install.mjs";
import { perform } from "./perform.mjs";

const reports = join(root, ".cache", "reports");
const bin = (name) => join(root, "node_modules", ".bin", name);
const script = (name, args = [], options = {}) =>
  perform(process.execPath, [join(root, "scripts", name), ...args], options);

function readReport(name) {
  const path = join(reports, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

const broken = (what) => ({ passed: 0, failed: 1, skipped: 0, notRun: [], failures: [what] });
const firstLines = (text) => text.split("\n").slice(0, 12).join("\n      ");

export async function checkLayer() {
  const { code, text } = await script("check/run.mjs");
  const [, passed = 0, failed = 0] = /(\d+) checks passed, (\d+) failed/.exec(text) ?? [];
  const failures = [/^violations [1-9].*$/m.exec(text)?.[0] ?? []].flat();
  return {
    passed: Number(passed),
    failed: code === 0 ? 0 : Math.max(1, Number(failed)),
    skipped: 0,
    notRun: [],
    failures,
  };
}

export async function unitLayer({ env }) {
  const report = join(reports, "unit.json");
  rmSync(report, { force: true });
  await perform(bin("vitest"), ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], {
    env,
  });
  const result = readReport("unit.json");
  if (!result) return broken("vitest ended without a report");
  const tests = result.testResults.flatMap((file) =>
    file.assertionResults.map(({ fullName, status, failureMessages }) => ({
      title: `${file.name.replace(`${root}/`, "")}: ${fullName}`,
      status,
      why: firstLines(failureMessages?.[0] ?? ""),
    })),
  );
  const skipped = tests.filter(({ status }) => status === "skipped" || status === "pending").map(({ title }) => title);
  const crashed = result.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + crashed.length,
    skipped: skipped.length,
    notRun: skipped,
    failures: [
      ...tests.filter(({ status }) => status === "failed").map(({ title, why }) => `${title}\n      ${why}`),
      ...crashed.map(({ name, message }) => `${name.replace(`${root}/`, "")}\n      ${firstLines(message ?? "")}`),
    ],
  };
}

export async function buildLayer() {
  if (isBuilt(root, hashOfInputs(root))) {
    process.stdout.write("The production build is up to date.\n");
    return { passed: 1, failed: 0, skipped: 0, notRun: [], failures: [] };
  }
  const { code } = await script("build.mjs");
  const failed = code === 0 ? 0 : 1;
  return {
    passed: 1 - failed,
    failed,
    skipped: 0,
    notRun: [],
    failures: failed ? ["the build ended with an error"] : [],
  };
}

const filesIn = (folder, pattern) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true }).filter((name) => pattern.test(name))
    : [];

/** Every test of the journeys, also of those inside others. */
const journeysIn = (suites = []) =>
  suites.flatMap(({ specs = [], suites: inner }) => [
    ...specs.flatMap(({ file, title, tests }) => tests.map((test) => ({ ...test, title: `${file}: ${title}` }))),
    ...journeysIn(inner),
  ]);

/** Title and reason of every journey that skipped itself. */
const skippedIn = (journeys) =>
  journeys
    .filter(({ status }) => status === "skipped")
    .map(({ title, annotations }) => {
      const reason = annotations.find(({ type, description }) => type === "skip" && description)?.description;
      return `${title}: ${reason ?? "it gave no reason"}`;
    });

const failedIn = (journeys) =>
  journeys
    .filter(({ status }) => status === "unexpected" || status === "flaky")
    .map(({ title, results }) => {
      const error = results.find((result) => result.error)?.error;
      return `${title}\n      ${firstLines(error?.message ?? "it gave no reason")}`;
    });

export async function e2eLayer({ platform, missing, isNightly }) {
  const journeys = filesIn("e2e", /\.spec\.ts$/);
  if (journeys.length === 0)
    return { passed: 0, failed: 0, skipped: 0, notRun: ["there are no journeys in e2e/"], failures: [] };
  if (missing.chromium) {
    return { passed: 0, failed: 0, skipped: journeys.length, notRun: [missing.chromium], failures: [] };
  }
  const report = join(reports, "e2e.json");
  rmSync(report, { force: true });
  const args = ["test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"];
  const only = isNightly ? [] : ["--grep-invert", "@nightly"];
  await perform(bin("playwright"), [...args, ...only], {
    env: { ...platform.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const result = readReport("e2e.json");
  if (!result) return broken("playwright ended without a report");
  const { expected, unexpected, flaky, skipped } = result.stats;
  const failed = unexpected + flaky + result.errors.length;
  const all = journeysIn(result.suites);
  const failures = [...failedIn(all), ...result.errors.map(({ message }) => firstLines(message ?? "an error"))];
  return { passed: expected, failed, skipped, notRun: skippedIn(all), failures };
}

const SKIPPED = 77; // the last line such a client prints is its reason

/** A client ends with 0 when all was well and with 77 when it could not run. A Python client runs once per environment. */
export async function clientsLayer({ platform, missing, python, nodeClients }) {
  const total = { passed: 0, failed: 0, skipped: 0, notRun: [], failures: [] };
  const skip = (what, reason) => {
    total.skipped += 1;
    total.notRun.push(`${what}: ${reason}`);
  };
  const names = filesIn(join("e2e", "clients"), /^[^_][^/]*\.(mjs|py)$/).sort();
  if (names.length === 0) total.notRun.push("there are no clients in e2e/clients/");
  for (const name of names) {
    const lacking = whatIsLacking(name, { missing, nodeClients });
    const reason = lacking ?? python.missing.find(({ runs }) => name.endsWith(".py") && runs.test(name))?.reason;
    if (reason) skip(name, reason);
    const pythons = python.pythons.filter(({ runs }) => runs.test(name)).map(({ program }) => program);
    const programs = name.endsWith(".mjs") ? [process.execPath] : pythons;
    for (const program of lacking ? [] : programs) {
      const label = name.endsWith(".mjs") ? name : `${name} (${basename(join(program, "..", ".."))})`;
      await runClient(total, { label, program, name, platform, skip });
    }
  }
  return total;
}

const usesGit = (name) => /git|lfs/.test(name);

/** Without this a client cannot run at all; what is lacking of one Python leaves the others. */
function whatIsLacking(name, { missing, nodeClients }) {
  if (missing["git-lfs"] && usesGit(name)) return missing["git-lfs"];
  if (missing["openssh-client"] && /ssh/.test(name)) return missing["openssh-client"];
  return nodeClients?.runs.test(name) ? nodeClients.reason : null;
}

async function runClient(total, { label, program, name, platform, skip }) {
  process.stdout.write(`\n${label}\n`);
  const home = mkdtempSync(join(tmpdir(), "hf-home-")); // Hub clients remember there what they have sent
  const path = `${join(program, "..")}:${process.env.PATH}`;
  const env = { ...platform.env, HF_HOME: home, PATH: path, YARD_TEST_NODE: process.execPath };
  const since = Date.now();
  const { code, text } = await perform(program, [join(root, "e2e", "clients", name)], { env, timeoutMs: 10 * 60_000 });
  process.stdout.write(`${label}: ended with ${code} after ${((Date.now() - since) / 1000).toFixed(0)} s\n`);
  rmSync(home, { recursive: true, force: true });
  if (code === SKIPPED) skip(label, text.trim().split("\n").at(-1) ?? "no reason given");
  else total[code === 0 ? "passed" : "failed"] += 1;
  if (code !== 0 && code !== SKIPPED) {
    total.failures.push(`${label}\n      ${text.trim().split("\n").slice(-8).join("\n      ")}`);
  }
}
