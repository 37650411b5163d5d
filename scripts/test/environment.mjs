import { existsSync, mkdirSync } from "node:fs";
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

/** Four lines of the Hub client are in use; each gets an environment of its own, and the programs of others two of them. */
const CLIENTS = [
  { folder: ".venv/hub-0.24", packages: ["huggingface_hub==0.24.7"] },
  { folder: ".venv/hub-0.36", packages: ["huggingface_hub==0.36.2", "openai==3.54.0", "hf-transfer==0.1.9"] },
  { folder: ".venv/hub-1", packages: ["huggingface_hub==1.33.0"] },
  { folder: ".venv/hub-2", packages: ["huggingface_hub==2.4.0", "hf_xet==1.8.0", "openai==3.54.0"] },
];
const OF_THE_HUB = /^hub_/;

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

/** The Python programs of the clients, newest line last, and what each can run; `reason` says why there are none. */
export async function ensurePython() {
  const isNewEnough = await works("python3", "-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))");
  if (!isNewEnough) return { pythons: [], reason: "there is no Python 3.9 or newer with venv" };
  const pythons = [];
  for (const client of CLIENTS) {
    const made = await ensureClient(client);
    if (made.reason) return { pythons, reason: made.reason };
    const runs = client.packages.some((name) => name.startsWith("openai=="))
      ? () => true
      : (name) => OF_THE_HUB.test(name);
    pythons.push({ program: made.python, runs });
  }
  return { pythons, reason: null };
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
