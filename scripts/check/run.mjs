import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/install.mjs";
import { figures } from "./figures.mjs";

const say = (line) => process.stdout.write(`${line}\n`);
const existing = (names) => names.filter((name) => existsSync(join(root, name)));
const program = (...path) => join(root, "node_modules", ...path);
const script = (name) => [process.execPath, join(root, "scripts", "check", name)];
const duplication = join(root, ".cache", "duplication");
const code = existing(["app", "components", "server", "db", "k8s"]);

/** The slow ones first: two run at a time. */
const checks = [
  { name: "types", command: [program("typescript-native", "bin", "tsc"), "-p", root, "--noEmit", "--checkers", "1"] },
  {
    name: "duplication",
    command: [
      program(".bin", "jscpd"),
      ...existing(["app", "components", "server", "db", "k8s", "runtimes"]),
      ...["--min-tokens", "70", "--threshold", "1", "--reporters", "json,consoleFull", "--output", duplication],
      ...["--ignore", "**/node_modules/**,db/migrations/**"],
    ],
  },
  { name: "imports", command: [program(".bin", "depcruise"), ...code, "--config", ".dependency-cruiser.cjs"] },
  { name: "unused code", command: [program(".bin", "knip"), "--no-progress"] },
  {
    name: "architecture",
    command: [program(".bin", "vitest"), "run", "--config", join(root, "scripts", "check", "architecture.config.mjs")],
  },
  {
    name: "format and lint",
    command: [
      program("@biomejs", `cli-${process.platform}-${process.arch}`, "biome"),
      "check",
      "--error-on-warnings",
      ".",
    ],
  },
  { name: "migrations", command: script("drift.mjs") },
  { name: "configuration", command: script("configuration.mjs") },
  { name: "observability", command: script("observability.mjs") },
  { name: "messages", command: script("messages.mjs") },
  { name: "contrast", command: script("contrast.mjs") },
  { name: "lock file", command: ["npm", "ci", "--dry-run", "--ignore-scripts", "--no-audit", "--no-fund"] },
];

function perform({ name, command: [file, ...args] }) {
  const since = Date.now();
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1" },
    });
    const output = [];
    child.stdout.on("data", (text) => output.push(text));
    child.stderr.on("data", (text) => output.push(text));
    child.once("error", (error) => resolve({ name, passed: false, text: error.message, seconds: 0 }));
    child.once("close", (status) => {
      const text = Buffer.concat(output).toString().trim();
      resolve({ name, passed: status === 0, text, seconds: (Date.now() - since) / 1000 });
    });
  });
}

async function performAll() {
  const waiting = [...checks];
  const done = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await perform(next);
      done.push(result);
      say(`${result.passed ? "ok  " : "FAIL"} ${result.name.padEnd(16)} ${result.seconds.toFixed(1).padStart(5)} s`);
      if (!result.passed) say(`${result.text}\n`);
    }
  };
  await Promise.all([lane(), lane()]);
  return done;
}

function duplicatedShare() {
  const report = join(duplication, "jscpd-report.json");
  return existsSync(report) ? JSON.parse(readFileSync(report, "utf8")).statistics.total.percentage : Number.NaN;
}

const since = Date.now();
rmSync(duplication, { recursive: true, force: true });
const results = await performAll();
const failed = results.filter(({ passed }) => !passed);
const { files, lines, longest, median, suppressions, casts } = figures();
say("");
say(`files ${files}, lines ${lines}, longest ${longest.lines} (${longest.name}), median ${median}`);
say(`suppressions ${suppressions}, forced casts ${casts}, duplication ${duplicatedShare()} %`);
say(`violations ${failed.length}${failed.length ? `: ${failed.map(({ name }) => name).join(", ")}` : ""}`);
say(
  `${results.length - failed.length} checks passed, ${failed.length} failed (${((Date.now() - since) / 1000).toFixed(1)} s)`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
