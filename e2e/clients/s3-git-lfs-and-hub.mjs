// Platforms whose large files lie in a real S3 server: once with all bytes through the front door, once with links to the
// store. git-lfs and the Hugging Face client push and fetch; what an operator sees when the store goes away.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { loadTypescript } from "../../scripts/build/bundle.mjs";
import { root } from "../../scripts/setup/install.mjs";
import { startPlatform } from "../../scripts/test/platform.mjs";

const run = promisify(execFile);
const { missingServer } = await loadTypescript("server/testing/built-server.ts");
const { startS3Server } = await loadTypescript("server/testing/s3-server.ts");
const missing = missingServer("versitygw");
if (missing) {
  process.stdout.write(`${missing}\n`);
  process.exit(77);
}

const LARGE = 9 * 1024 ** 2;
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const since = Date.now();
const say = (text) => process.stdout.write(`${((Date.now() - since) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);

const work = mkdtempSync(join(tmpdir(), "modelyard-s3-"));
const store = await startS3Server("versitygw");
say("the store is up");
try {
  for (const isDirect of [false, true]) await story(isDirect);
} finally {
  await store.stop();
  rmSync(work, { recursive: true, force: true });
}

async function story(isDirect) {
  const platform = await startPlatform({
    YARD_OBJECTS: "s3",
    YARD_S3_ENDPOINT: store.endpoint,
    YARD_S3_BUCKET: await store.newBucket(),
    YARD_S3_ACCESS_KEY: store.accessKey,
    YARD_S3_SECRET_KEY: store.secretKey,
    YARD_SAMPLES: "none",
    ...(isDirect && { YARD_S3_PUBLIC_ENDPOINT: store.endpoint }),
  });
  const { YARD_TEST_URL: url, YARD_ADMIN_TOKEN: token, YARD_TEST_DATA: data } = platform.env;
  const authorization = `Bearer ${token}`;
  const ask = (path, options = {}) =>
    fetch(`${url}${path}`, { redirect: "manual", ...options, headers: { authorization, ...options.headers } });
  say(`a platform with ${isDirect ? "links to the store" : "all bytes through the front door"}`);
  try {
    const scene = { isDirect, url, token, ask, env: platform.env };
    await lookAsOperator(scene);
    const files = await pushAndPull(scene);
    await lookAtBatch(scene, files);
    await lookAtResolve(scene, files["large.bin"]);
    await lookAtParts(scene);
    await callHub(scene);
    const objects = join(data, "objects");
    assert.deepEqual(existsSync(objects) ? readdirSync(objects) : [], [], "no object lies in the data folder");
    if (isDirect) await loseStore(scene);
  } finally {
    await platform.stop();
  }
}

async function lookAsOperator({ ask }) {
  const { parts } = await (await ask("/readyz")).json();
  assert.match(parts.objects.detail, /^bucket yard-/);
  const settings = await (await ask("/api/v1/admin/configuration")).text();
  assert.match(settings, /YARD_S3_BUCKET/);
  assert.ok(!settings.includes(store.secretKey) && !settings.includes(store.accessKey), "keys are shown to nobody");
}

async function pushAndPull({ isDirect, url, token, ask }) {
  const made = await ask("/api/v1/models", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ namespace: "admin", name: "git", visibility: "private" }),
  });
  assert.ok(made.ok, await made.text());
  const remote = `${url.replace("://", `://admin:${token}@`)}/admin/git`;
  const git = (cwd, ...args) =>
    run("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: work, GIT_TERMINAL_PROMPT: "0", GIT_LFS_SKIP_SMUDGE: "1" },
    });
  const [one, two] = [join(work, `one-${isDirect}`), join(work, `two-${isDirect}`)];
  await git(work, "clone", "-q", remote, one);
  await git(one, "lfs", "install", "--local");
  const files = { "large.bin": randomBytes(LARGE), "small.bin": randomBytes(100_000) };
  await git(one, "lfs", "track", "*.bin");
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(one, name), bytes);
  await git(one, "add", ".");
  await git(one, "commit", "-qm", "Weights");
  await git(one, "push", "-q", "origin", "HEAD:main");
  await git(work, "clone", "-q", remote, two);
  await git(two, "lfs", "install", "--local");
  await git(two, "lfs", "pull");
  for (const [name, bytes] of Object.entries(files)) assert.equal(sha256(readFileSync(join(two, name))), sha256(bytes));
  say("git-lfs pushed and pulled");
  return files;
}

/** Where the batch API sends clients. */
async function lookAtBatch({ isDirect, url, ask }, files) {
  const batch = async (operation, objects) => {
    const answer = await ask("/admin/git.git/info/lfs/objects/batch", {
      method: "POST",
      headers: { "content-type": "application/vnd.git-lfs+json" },
      body: JSON.stringify({ operation, objects, transfers: ["basic"] }),
    });
    return (await answer.json()).objects.map(({ actions }) => new URL(actions[operation].href).origin);
  };
  const known = Object.values(files).map((bytes) => ({ oid: sha256(bytes), size: bytes.length }));
  const place = isDirect ? new URL(store.endpoint).origin : url;
  assert.deepEqual(await batch("download", known), [place, place]);
  const fresh = [LARGE, 5].map((size) => ({ oid: sha256(randomBytes(8)), size }));
  assert.deepEqual(await batch("upload", fresh), [place, url]);
}

/** The answer of `resolve` to a plain GET, and what comes after it. */
async function lookAtResolve({ isDirect, ask }, bytes) {
  const path = "/admin/git/resolve/main/large.bin";
  const head = await ask(path, { method: "HEAD" });
  assert.deepEqual([head.status, head.headers.get("content-length")], [200, String(LARGE)]);
  const answer = await ask(`${path}?download=true`);
  assert.equal(answer.status, isDirect ? 302 : 200);
  assert.equal(answer.headers.get("x-linked-size"), String(LARGE));
  assert.equal(answer.headers.get("x-linked-etag"), `"${sha256(bytes)}"`);
  assert.equal(answer.headers.get("x-repo-commit"), head.headers.get("x-repo-commit"));
  assert.match(answer.headers.get("cache-control"), isDirect ? /^no-store$/ : /no-cache/);
  const body = isDirect ? await fetch(answer.headers.get("location")) : answer;
  assert.match(body.headers.get("content-disposition"), /^attachment; .*large\.bin/);
  assert.equal(body.headers.get("content-type"), "application/octet-stream");
  assert.equal(sha256(Buffer.from(await body.arrayBuffer())), sha256(bytes));
  const small = await ask("/admin/git/resolve/main/small.bin", { headers: { range: "bytes=0-9" } });
  assert.deepEqual([small.status, (await small.arrayBuffer()).byteLength], [206, 10]);
}

/** From here on clients that can send files of more than 16 MiB in parts. */
async function lookAtParts({ isDirect, url, ask }) {
  const changed = await ask("/api/v1/settings", {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ version: 0, multipartBytes: 16 * 1024 ** 2 }),
  });
  assert.equal(changed.status, 200);
  const objects = [{ oid: sha256(randomBytes(8)), size: 20_000_000 }];
  const answer = await ask("/admin/git.git/info/lfs/objects/batch", {
    method: "POST",
    headers: { "content-type": "application/vnd.git-lfs+json" },
    body: JSON.stringify({ operation: "upload", objects, transfers: ["basic", "multipart"] }),
  });
  const { transfer, objects: answered } = await answer.json();
  const { chunk_size, ...links } = answered[0].actions.upload.header;
  const place = isDirect ? new URL(store.endpoint).origin : url;
  const origins = Object.values(links).map((href) => new URL(href).origin);
  assert.deepEqual([transfer, chunk_size, origins], ["multipart", String(16 * 1024 ** 2), [place, place]]);
}

/** By LFS in parts, where links matter, and by Xet, whose chunks lie in the same store. */
async function callHub({ isDirect, env }) {
  const programs = [
    ["hub-0.36", "1"],
    ["hub-2", isDirect ? "1" : "0"],
  ];
  for (const [folder, withoutXet] of programs) {
    const python = join(root, ".venv", folder, "bin", "python");
    if (!existsSync(python)) {
      say(`.venv/${folder} is not here: its client did not run`);
      continue;
    }
    const home = join(work, `${folder}-${isDirect}`);
    mkdirSync(home);
    const { stdout } = await run(python, [join(root, "e2e", "clients", "_s3_hub.py")], {
      env: { ...process.env, ...env, HF_HOME: home, HF_HUB_DISABLE_XET: withoutXet },
    });
    say(stdout.trim());
  }
}

/** Told as what it is, to clients and to operators; nothing else stops. */
async function loseStore({ ask }) {
  await store.stop();
  const file = await ask("/admin/git/resolve/main/small.bin");
  assert.equal(file.status, 503);
  assert.match(await file.text(), /object store/);
  const ready = await ask("/readyz");
  assert.equal(ready.status, 503);
  const { parts } = await ready.json();
  assert.equal(parts.objects.status, "failing");
  assert.equal((await ask("/api/v1/models/admin/git")).status, 200);
  say("a store that is gone is told of");
}
