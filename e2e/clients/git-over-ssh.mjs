import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

// git and git-lfs over SSH against a running platform: clone, push, pull, and a key that is removed.
const run = promisify(execFile);
const { YARD_TEST_URL: origin, YARD_TEST_SSH_PORT: port, YARD_ADMIN_TOKEN: token, PATH } = process.env;
const work = mkdtempSync(join(tmpdir(), "over-ssh-"));
const key = join(work, "key");
const ssh = `ssh -F /dev/null -i ${key} -o IdentitiesOnly=yes -o StrictHostKeyChecking=accept-new -o UserKnownHostsFile=${join(work, "known_hosts")}`;
const identity = { GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@x", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@x" };
const env = { PATH, HOME: work, GIT_SSH_COMMAND: ssh, GIT_TERMINAL_PROMPT: "0", ...identity };
const git = async (cwd, ...args) => (await run("git", args, { cwd, env, maxBuffer: 64 << 20 })).stdout;
const sha = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

async function rest(method, path, body) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(`${origin}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

try {
  await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
  const { username } = await rest("GET", "/me");
  const name = `over-ssh-${randomBytes(3).toString("hex")}`;
  await rest("POST", "/models", { name, visibility: "private" });
  const { id } = await rest("POST", "/ssh-keys", { publicKey: readFileSync(`${key}.pub`, "utf8") });
  const address = `ssh://git@127.0.0.1:${port}/${username}/${name}.git`;

  await git(work, "lfs", "install", "--skip-repo");
  await git(work, "clone", "--quiet", address, "one");
  const one = join(work, "one");
  writeFileSync(join(one, "model.safetensors"), randomBytes(5_000_000));
  await git(one, "add", "--all");
  await git(one, "commit", "--quiet", "-m", "Weights");
  await git(one, "push", "--quiet");
  await git(work, "clone", "--quiet", address, "two");
  const [sent, got] = ["one", "two"].map((folder) => sha(join(work, folder, "model.safetensors")));
  if (sent !== got) throw new Error("the clone has other bytes than were pushed");
  process.stdout.write("git and git-lfs cloned, pushed and pulled over SSH\n");

  await rest("DELETE", `/ssh-keys/${id}`);
  const refused = await git(work, "ls-remote", address).then(
    () => null,
    ({ stderr }) => stderr,
  );
  if (!refused?.includes("Nobody here has the key")) throw new Error(`a removed key was told: ${refused}`);
  process.stdout.write("a key that was removed is refused, and its owner is told\n");

  const { parts } = await (await fetch(`${origin}/readyz`)).json();
  if (parts.ssh?.detail !== `port ${port}`) throw new Error(`/readyz says of SSH: ${JSON.stringify(parts.ssh)}`);
  await rest("DELETE", `/models/${username}/${name}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
