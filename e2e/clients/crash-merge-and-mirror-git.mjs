// Kills the edge in the middle of a merge, and the edge and the worker in the middle of an import. What was begun is
// whole or not there, and goes on by itself. Every kill waits for a state that can be seen, never for a time.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  assertWhole,
  changed,
  clone,
  data,
  folderOf,
  git,
  kill,
  platform,
  rest,
  say,
  token,
  until,
  url,
  work,
} from "../../scripts/test/crash-scene.mjs";

const mark = randomBytes(3).toString("hex");
const homeOf = ({ name }) => `/models/admin/${name}`;

/** An open pull request of one commit. */
async function openPull(repo, branch) {
  const tree = await clone(repo);
  await git(tree, "checkout", "--quiet", "-b", branch);
  writeFileSync(join(tree, `${branch}.txt`), randomBytes(1_000_000));
  await git(tree, "add", "--all");
  await git(tree, "commit", "--quiet", "-m", branch);
  await git(tree, "push", "--quiet", "origin", branch);
  return rest("POST", `${homeOf(repo)}/pulls`, { title: branch, head: branch });
}

async function mergeCutOff(repo, branch, seen) {
  const { number } = await openPull(repo, branch);
  await rest("POST", `${homeOf(repo)}/commits`, {
    summary: "meanwhile",
    changes: [{ kind: "put", path: `${branch}-meanwhile.txt`, text: branch }],
  });
  const before = await assertWhole(repo);
  const moment = changed(join(folderOf(repo), seen));
  const merge = () => rest("POST", `${homeOf(repo)}/pulls/${number}/merge`, { method: "merge" });
  const cutOff = merge().catch(() => null);
  await moment;
  await kill("edge");
  await cutOff;

  const head = await assertWhole(repo);
  const status = async () => (await rest("GET", `${homeOf(repo)}/discussions/${number}`)).status;
  const commit = head === before ? (await merge()).commit : head;
  assert.equal(await assertWhole(repo), commit);
  await until("what the page says", async () => (await status()) === "merged");
  const { items } = await rest("GET", `${homeOf(repo)}/discussions/${number}/events?limit=100`);
  const merges = items.filter(({ type, data: facts }) => type === "status" && facts.status === "merged");
  assert.equal(merges.length, 1, "it is told once");
  const parents = await git(folderOf(repo), "-c", "safe.directory=*", "rev-list", "--parents", "-n1", "main");
  assert.equal(parents.split(" ").length, 3, "one commit with two parents");
  say(`the edge was killed in a merge (${seen}): ${head === before ? "nothing had moved" : "it was done"}, told once`);
}

/** A repository with large files, to be imported from this platform as from any other hub. */
async function makeSource() {
  const repo = await rest("POST", "/models", { name: `source-${mark}` });
  const tree = await clone(repo);
  await git(tree, "lfs", "install", "--local");
  await git(tree, "lfs", "track", "*.bin");
  for (let file = 0; file < 6; file += 1) writeFileSync(join(tree, `weights-${file}.bin`), randomBytes(16_000_000));
  writeFileSync(join(tree, "notes.txt"), randomBytes(4_000_000).toString("hex"));
  await git(tree, "add", "--all");
  await git(tree, "commit", "--quiet", "-m", "weights");
  await git(tree, "push", "--quiet");
  return { repo, tree };
}

const hashOf = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const unfinished = () => {
  const folder = join(data, "objects", ".unfinished");
  return existsSync(folder) ? readdirSync(folder) : [];
};

async function importCutOff(source, role, step) {
  const name = `import-${role}-${step}-${mark}`;
  const asked = { address: `${url}/admin/${source.repo.name}`, source: "modelyard", credential: token };
  const made = await rest("POST", "/imports", { ...asked, namespace: "admin", name, visibility: "private" });
  const mirror = `${homeOf({ name })}/mirrors/${made.id}`;
  const run = async () => (await rest("GET", mirror)).lastRun;
  await until(`the step ${step}`, async () => {
    const { step: now, status } = await run();
    return now === step || status === "succeeded";
  });
  await kill(role);
  await until("the end of the import", async () => {
    const { status, error } = await run();
    assert.notEqual(status, "failed", error);
    return status === "succeeded";
  });
  const repo = await rest("GET", homeOf({ name }));
  await assertWhole(repo);
  const copy = await clone(repo);
  for (const file of readdirSync(source.tree).filter((file) => !file.startsWith("."))) {
    assert.equal(hashOf(join(copy, file)), hashOf(join(source.tree, file)), file);
  }
  const packs = readdirSync(join(folderOf(repo), "objects", "pack")).filter((file) => file.startsWith("tmp_"));
  assert.deepEqual(packs, []);
  say(`the ${role} was killed in an import (${step}): it went on, and every file is the same`);
}

try {
  const repo = await rest("POST", "/models", { name: `merged-${mark}` });
  await mergeCutOff(repo, "objects-written", "objects");
  await mergeCutOff(repo, "branch-moved", join("refs", "heads"));
  const source = await makeSource();
  for (const [role, step] of [
    ["worker", "refs"],
    ["worker", "files"],
    ["edge", "files"],
  ]) {
    await importCutOff(source, role, step);
  }
  await until("no half of an object", () => unfinished().length === 0, 30);
  say("nothing is left");
} finally {
  await platform.stop();
  rmSync(work, { recursive: true, force: true });
}
