// Kills the edge and the worker in the middle of a push, an upload, a commit and a deployment. Nothing half-written stays
// behind, and whoever tries again succeeds. Every kill waits for a state that can be seen on the disk, never for a time.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  assertWhole,
  authorization,
  basic,
  changed,
  clone,
  data,
  folderOf,
  git,
  kill,
  platform,
  processesOn,
  rest,
  say,
  sendHalf,
  until,
  url,
  work,
} from "../../scripts/test/crash-scene.mjs";

async function pushCutOff(repo) {
  const tree = await clone(repo);
  const before = await git(tree, "rev-parse", "HEAD");
  writeFileSync(join(tree, "large.txt"), randomBytes(4_000_000));
  await git(tree, "add", "--all");
  await git(tree, "commit", "--quiet", "-m", "large");
  const after = await git(tree, "rev-parse", "HEAD");
  const pack = execFileSync("git", ["pack-objects", "--revs", "--stdout", "--quiet"], {
    cwd: tree,
    input: `${after}\n^${before}\n`,
    maxBuffer: 1 << 26,
  });
  const line = `${before} ${after} refs/heads/main\0 report-status`;
  const start = Buffer.from(`${(line.length + 4).toString(16).padStart(4, "0")}${line}0000`);
  const headers = { authorization: basic, "content-type": "application/x-git-receive-pack-request" };
  sendHalf("POST", `${url}/admin/${repo.name}/git-receive-pack`, { headers, body: Buffer.concat([start, pack]) });
  await until("git at work", () => processesOn(folderOf(repo)).length > 0);
  await kill("edge");
  assert.equal(await assertWhole(repo), before);
  await git(tree, "push", "--quiet");
  assert.equal(await assertWhole(repo), after);
  say("the edge was killed in a push: the old head stayed, the next push went through");
}

async function pushUnrecorded(repo) {
  const tree = await clone(repo);
  writeFileSync(join(tree, "second.txt"), "second\n");
  await git(tree, "add", "--all");
  await git(tree, "commit", "--quiet", "-m", "second");
  const moved = changed(join(folderOf(repo), "refs", "heads"));
  const pushed = git(tree, "push", "--quiet").catch(() => {});
  await moved;
  await kill("edge");
  await pushed;
  await git(tree, "push", "--quiet");
  assert.equal(await assertWhole(repo), await git(tree, "rev-parse", "HEAD"));
  say("the edge was killed when the branch had moved: what the API says followed");
}

async function lfsUploadCutOff(repo) {
  const bytes = randomBytes(24_000_000);
  const oid = createHash("sha256").update(bytes).digest("hex");
  const batch = async () => {
    const answer = await fetch(`${url}/admin/${repo.name}.git/info/lfs/objects/batch`, {
      method: "POST",
      headers: {
        authorization: basic,
        "content-type": "application/vnd.git-lfs+json",
        accept: "application/vnd.git-lfs+json",
      },
      body: JSON.stringify({ operation: "upload", transfers: ["basic"], objects: [{ oid, size: bytes.length }] }),
    });
    return (await answer.json()).objects[0].actions;
  };
  const { upload } = await batch();
  const unfinished = join(data, "objects", ".unfinished");
  const half = () =>
    existsSync(unfinished) && readdirSync(unfinished).some((name) => statSync(join(unfinished, name)).size > 4_000_000);
  const headers = { ...upload.header, "content-length": bytes.length };
  sendHalf("PUT", upload.href, { headers, body: bytes });
  await until("half of an object", half);
  await kill("edge");

  const again = await batch();
  assert.ok(again.upload, "the object is not there");
  const put = await fetch(again.upload.href, { method: "PUT", headers: again.upload.header, body: bytes });
  assert.equal(put.status, 200, await put.text());
  assert.equal(await batch(), undefined);
  const [stored] = readdirSync(join(data, "objects"), { recursive: true }).filter(
    (name) => name.endsWith(oid) || name.replaceAll("/", "").endsWith(oid),
  );
  assert.equal(
    createHash("sha256")
      .update(readFileSync(join(data, "objects", stored)))
      .digest("hex"),
    oid,
  );
  say("the edge was killed in an LFS upload: no object was there, the next upload is whole");
}

async function partCutOff(repo) {
  const bytes = randomBytes(8_000_000);
  const upload = await rest("POST", `/models/admin/${repo.name}/uploads`, { size: bytes.length });
  const part = `/uploads/${upload.id}/parts/1`;
  const headers = { authorization, "content-type": "application/octet-stream", "content-length": bytes.length };
  const unfinished = join(data, "objects", ".unfinished");
  const known = new Set(existsSync(unfinished) ? readdirSync(unfinished) : []);
  sendHalf("PUT", `${url}/api/v1${part}`, { headers, body: bytes });
  await until(
    "half of a part",
    () => existsSync(unfinished) && readdirSync(unfinished).some((name) => !known.has(name)),
  );
  await kill("edge");

  assert.deepEqual((await rest("GET", `/uploads/${upload.id}`)).receivedParts, []);
  const put = await fetch(`${url}/api/v1${part}`, { method: "PUT", headers: { authorization }, body: bytes });
  assert.equal(put.status, 200, await put.text());
  const { oid } = await rest("POST", `/uploads/${upload.id}/complete`, {});
  assert.equal(oid, createHash("sha256").update(bytes).digest("hex"));
  say("the edge was killed in a part of an upload: it had not arrived, sending it again completed the file");
}

async function commitCutOff(repo) {
  const changes = Array.from({ length: 60 }, (_, index) => ({
    kind: "put",
    path: `many/${index}.txt`,
    text: randomBytes(4_000).toString("hex"),
  }));
  const commit = () => rest("POST", `/models/admin/${repo.name}/commits`, { summary: "many", changes });
  const before = await assertWhole(repo);
  const first = changed(join(folderOf(repo), "objects"));
  const cutOff = commit().catch(() => null);
  await first;
  await kill("edge");
  await cutOff;
  const head = await assertWhole(repo);
  const result = await commit();
  assert.equal(await assertWhole(repo), result.commit);
  say(
    `the edge was killed in a commit: the head was ${head === before ? "the old one" : "the new one"}, the next commit went through`,
  );
}

async function creationCutOff() {
  const name = `born-${randomBytes(3).toString("hex")}`;
  const first = changed(join(data, "repos"));
  const cutOff = rest("POST", "/models", { name }).catch(() => null);
  await first;
  await kill("edge");
  await cutOff;
  const found = await fetch(`${url}/api/v1/models/admin/${name}`, { headers: { authorization } });
  const repo = found.ok ? await found.json() : await rest("POST", "/models", { name });
  await assertWhole(repo);
  await clone(repo);
  say("the edge was killed when a repository was made: it is whole, or it is not there and can be made");
}

async function deploymentCutOff() {
  const runs = join(data, "runs");
  const installed = async () =>
    (await rest("GET", "/runtimes")).items.some(({ id, installedVersion }) => id === "llama-cpp" && installedVersion);
  await until("the installation of llama-cpp", installed, 300);
  const { id } = await rest("POST", "/deployments", { model: "modelyard/guide-2m-gguf" });
  const running = async () => (await rest("GET", `/deployments/${id}`)).status === "running";
  const mine = () => processesOn(runs).map(({ pid }) => pid);
  await until("the start of the program", () => mine().length > 0);
  await kill("worker");
  await until("a running deployment", running);
  const before = mine().sort();
  await kill("worker");
  await until("a running deployment", running);
  assert.deepEqual(mine().sort(), before, "the same processes run, none was doubled");
  await kill("edge");
  assert.deepEqual(mine().sort(), before);
  const asked = { model: "modelyard/guide-2m-gguf", messages: [{ role: "user", content: "What is LoRA?" }] };
  const headers = { authorization, "content-type": "application/json" };
  const answer = await fetch(`${url}/v1/chat/completions`, { method: "POST", headers, body: JSON.stringify(asked) });
  assert.equal(answer.status, 200, await answer.text());
  await rest("DELETE", `/deployments/${id}`);
  await kill("worker");
  await until("the end of every program", () => mine().length === 0);
  say("the worker was killed while a model started, ran and stopped: it ran once, and nothing is left of it");
}

try {
  const repo = await rest("POST", "/models", { name: `crash-${randomBytes(3).toString("hex")}` });
  await pushCutOff(repo);
  await pushUnrecorded(repo);
  await lfsUploadCutOff(repo);
  await partCutOff(repo);
  await commitCutOff(repo);
  await creationCutOff();
  await deploymentCutOff();
} finally {
  await platform.stop();
  rmSync(work, { recursive: true, force: true });
}
assert.deepEqual(processesOn(data), [], "nothing runs any more");
say("nothing is left");
