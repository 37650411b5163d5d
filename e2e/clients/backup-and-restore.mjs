// A platform that works is backed up; the backup becomes a second platform, which shows, serves and lets in the same.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const {
  YARD_TEST_URL: url,
  YARD_TEST_DATA: data,
  YARD_ADMIN_USERNAME: username,
  YARD_ADMIN_PASSWORD: password,
} = process.env;
const folder = mkdtempSync(join(tmpdir(), "modelyard-restore-"));
const [backup, restored] = [join(folder, "backup"), join(folder, "data")];
const basic = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

async function look(origin) {
  const shelves = ["models", "datasets", "codes"];
  const lists = shelves.map(async (shelf) => {
    const answer = await fetch(`${origin}/api/v1/${shelf}?author=modelyard&sort=created&limit=100`);
    assert.equal(answer.status, 200);
    return (await answer.json()).items.map(({ id, name, sha }) => ({ id, name, sha }));
  });
  const weights = await fetch(`${origin}/modelyard/guide-2m-gguf/resolve/main/guide-2m-q8_0.gguf`);
  const sha256 = createHash("sha256")
    .update(Buffer.from(await weights.arrayBuffer()))
    .digest("hex");
  const clone = join(folder, `clone-${new URL(origin).port}`);
  const env = { ...process.env, GIT_LFS_SKIP_SMUDGE: "1", GIT_TERMINAL_PROMPT: "0" };
  await run("git", ["clone", "--quiet", `${origin}/modelyard/guide-2m-gguf`, clone], { env });
  const { stdout: log } = await run("git", ["-C", clone, "log", "--format=%H %an %s"]);
  const me = await fetch(`${origin}/api/v1/tokens`, { headers: { authorization: basic } });
  return {
    lists: await Promise.all(lists),
    sha256,
    log,
    card: readFileSync(join(clone, "README.md"), "utf8"),
    signIn: me.status,
  };
}

async function start(port) {
  const env = { ...process.env, PORT: String(port), YARD_DATA: restored, YARD_SSH_PORT: "0" };
  const child = spawn(process.execPath, ["scripts/start.mjs"], { env, stdio: ["ignore", "inherit", "inherit"] });
  for (let tries = 0; tries < 600 && child.exitCode === null; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return child;
    await sleep(200);
  }
  child.kill("SIGTERM");
  throw new Error("the restored platform did not become ready");
}

let platform;
try {
  const saving = await run(process.execPath, ["scripts/backup.mjs", backup], {
    env: { ...process.env, YARD_DATA: data },
  });
  process.stdout.write(saving.stdout);
  mkdirSync(restored);
  copyFileSync(join(data, "secret"), join(restored, "secret"));
  const bringing = await run(process.execPath, ["scripts/restore.mjs", backup], {
    env: { ...process.env, YARD_DATA: restored },
  });
  process.stdout.write(bringing.stdout);
  const port = await freePort();
  platform = await start(port);
  const [before, after] = [await look(url), await look(`http://127.0.0.1:${port}`)];
  assert.equal(before.signIn, 200);
  assert.ok(before.lists.flat().length >= 5);
  assert.deepEqual(after, before);
} finally {
  if (platform?.exitCode === null) {
    platform.kill("SIGTERM");
    await once(platform, "exit");
  }
  rmSync(folder, { recursive: true, force: true });
}
