// Kills the edge while it takes chunks and while it registers a file, and the worker before it has looked at a false
// claim. What was not finished is not there, whoever tries again succeeds, and the false claim is refuted all the same.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileHash, getChunks, hashToHex, hexToBytes, verificationHash, xorbHash } from "@huggingface/xetchunk-wasm";
import {
  authorization,
  data,
  kill,
  pause,
  platform,
  rest,
  say,
  sendHalf,
  until,
  url,
  work,
} from "../../scripts/test/crash-scene.mjs";

const TAG = Buffer.concat([Buffer.from("HFRepoMetaData"), Buffer.from("00556967456a7b815783a5bdd95ccdd14aa9", "hex")]);
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const textOf = (hash) => hashToHex(hash);

const record = (hash, ...words) => {
  const bytes = Buffer.alloc(48);
  bytes.set(hash);
  for (const [index, word] of words.entries()) bytes.writeUInt32LE(word, 32 + index * 4);
  return bytes;
};

/** What a shard says of a file that has these first chunks of a xorb. */
function claimOf(xorb, chunks, claimed) {
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  return [
    record(fileHash(chunks), 0xc0_00_00_00, 1),
    record(xorb, 0, size, 0, chunks.length),
    record(verificationHash(chunks.map(({ hash }) => hash))),
    record(Buffer.from(claimed, "hex").swap64()),
  ];
}

/**
 * A file of random bytes as one xorb of chunks that are not packed, and the shard that claims it; with `isLong` after
 * everything that it begins with, each as a file of its own.
 */
function pack(content, { claimed = sha256(content), isLong = false } = {}) {
  const chunks = getChunks(content);
  const parts = [];
  const xorb = xorbHash(chunks);
  const claims = [];
  let at = 0;
  for (const [index, { length }] of chunks.entries()) {
    const header = Buffer.alloc(8);
    header.writeUIntLE(length, 1, 3);
    header.writeUIntLE(length, 5, 3);
    parts.push(header, content.subarray(at, at + length));
    at += length;
    const isLast = index === chunks.length - 1;
    if (isLong && !isLast) claims.push(...claimOf(xorb, chunks.slice(0, index + 1), sha256(content.subarray(0, at))));
    if (isLast) claims.push(...claimOf(xorb, chunks, claimed));
  }
  const end = record(Buffer.alloc(32, 0xff));
  const shard = Buffer.concat([record(TAG, 2), ...claims, end, end]);
  return { xorb: textOf(xorb), bytes: Buffer.concat(parts), shard, oid: claimed };
}

async function tokenFor({ name }) {
  const answer = await fetch(`${url}/api/models/admin/${name}/xet-write-token/main`, { headers: { authorization } });
  return `Bearer ${(await answer.json()).accessToken}`;
}

async function post(path, body, token) {
  const answer = await fetch(`${url}/cas/${path}`, { method: "POST", headers: { authorization: token }, body });
  assert.equal(answer.status, 200, `${path}: ${await answer.clone().text()}`);
  return answer.json();
}

const stored = (hash) =>
  existsSync(join(data, "objects", "xet")) &&
  readdirSync(join(data, "objects", "xet"), { recursive: true }).filter((name) => name.endsWith(hash)).length;

async function xorbCutOff(repo) {
  const { xorb, bytes } = pack(randomBytes(24_000_000));
  const token = await tokenFor(repo);
  const headers = { authorization: token, "content-length": bytes.length };
  sendHalf("POST", `${url}/cas/v1/xorbs/default/${xorb}`, { headers, body: bytes });
  const unfinished = join(data, "objects", ".unfinished");
  const half = () =>
    existsSync(unfinished) && readdirSync(unfinished).some((name) => statSync(join(unfinished, name)).size > 4_000_000);
  await until("half of a xorb", half);
  await kill("edge");
  assert.ok(!stored(xorb), "half a xorb is not there");
  assert.deepEqual(await post(`v1/xorbs/default/${xorb}`, bytes, token), { was_inserted: true });
  assert.deepEqual(await post(`v1/xorbs/default/${xorb}`, bytes, token), { was_inserted: true });
  assert.equal(stored(xorb), 2, "the xorb and its table");
  say("the edge was killed in a xorb: it was not there, sending it again kept it whole");
}

async function textUntilCut({ body }) {
  const heard = [];
  try {
    for await (const part of body) heard.push(part);
  } catch {
    // the other side is killed
  }
  return Buffer.concat(heard).toString("utf8");
}

async function shardCutOff(repo) {
  const content = randomBytes(9_000_000);
  const { xorb, bytes, shard, oid } = pack(content, { isLong: true });
  const token = await tokenFor(repo);
  await post(`v1/xorbs/default/${xorb}`, bytes, token);
  // The answer begins when the shard is read and its files are being registered; its last line says that they are.
  const headers = { authorization: token };
  const answering = await fetch(`${url}/cas/v2/shards`, { method: "POST", headers, body: shard });
  assert.equal(answering.status, 200);
  const heard = textUntilCut(answering);
  await kill("edge");
  assert.ok(!(await heard).includes('"result"'), "the edge was killed before all files of the shard were registered");
  assert.deepEqual(await post("v1/shards", shard, token), { result: 1 });
  assert.deepEqual(await post("v1/shards", shard, token), { result: 0 });
  const lines = [
    { key: "header", value: { summary: "Add weights" } },
    { key: "lfsFile", value: { path: "w.bin", algo: "sha256", oid } },
  ];
  const body = lines.map((line) => JSON.stringify(line)).join("\n");
  const address = `${url}/api/models/admin/${repo.name}/commit/main`;
  const answer = await fetch(address, { method: "POST", headers: { authorization }, body });
  assert.equal(answer.status, 200, await answer.text());
  const file = await fetch(`${url}/admin/${repo.name}/resolve/main/w.bin`, { headers: { authorization } });
  assert.equal(sha256(Buffer.from(await file.arrayBuffer())), oid);
  say("the edge was killed in a shard: registering it again gave the file, whole and once");
}

async function claimUnseen(repo) {
  const wanted = sha256(randomBytes(100));
  const { xorb, bytes, shard } = pack(randomBytes(4_000_000), { claimed: wanted });
  const token = await tokenFor(repo);
  await post(`v1/xorbs/default/${xorb}`, bytes, token);
  const jobs = async () => (await rest("GET", "/admin/jobs?name=content.verifyXetFile")).items;
  await until("the end of earlier claims", async () => (await jobs()).length === 0);
  pause("worker");
  await post("v1/shards", shard, token);
  const [job] = await jobs();
  assert.equal(job?.state, "waiting", "the claim waits for the worker");
  const isClaimed = async () =>
    (await rest("GET", `/models/admin/${repo.name}/storage/files?limit=100`)).items.some(({ oid }) => oid === wanted);
  assert.ok(await isClaimed(), "nobody has looked at the claim");
  await kill("worker");
  await until("the end of the false claim", async () => !(await isClaimed()));
  say("the worker was killed before it looked at a false claim: the next one refuted it");
}

assert.equal(textOf(hexToBytes("ab".repeat(32))), "ab".repeat(32));
try {
  const repo = await rest("POST", "/models", { name: `crash-xet-${randomBytes(3).toString("hex")}` });
  await xorbCutOff(repo);
  await shardCutOff(repo);
  await claimUnseen(repo);
} finally {
  await platform.stop();
  rmSync(work, { recursive: true, force: true });
}
