import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { signAction } from "@/server/content";
import { setupHubServer } from "@/server/testing/hub-server";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { packFile, termOf, writeShard } from "@/server/testing/xet";

const world = setupWorld();
const server = setupHubServer(world);

const Token = z.object({ casUrl: z.string(), accessToken: z.string(), exp: z.number() });
const Place = z.object({ url: z.string(), url_range: z.object({ start: z.number(), end: z.number() }) });
const Reconstruction = z.object({
  offset_into_first_range: z.number(),
  terms: z.array(z.object({ hash: z.string(), unpacked_length: z.number(), range: z.unknown() })),
  fetch_info: z.record(z.string(), z.array(Place)),
});

async function repository(visibility: "public" | "private" = "private") {
  const user = await world.user();
  const { secret } = await world.token(user);
  const name = `xet-${randomBytes(4).toString("hex")}`;
  const body = JSON.stringify({ name, private: visibility === "private" });
  await server.fetch("/api/repos/create", { method: "POST", token: secret, body });
  return { path: `${user.username}/${name}`, token: secret };
}

async function tokenFor(path: string, scope: "read" | "write", token?: string) {
  const answer = await server.fetch(
    `/api/models/${path}/xet-${scope}-token/main`,
    token === undefined ? {} : { token },
  );
  expect(answer.status).toBe(200);
  const { accessToken, casUrl, exp } = Token.parse(await answer.json());
  expect(casUrl).toBe(`${server.origin()}/cas`);
  expect(answer.headers.get("x-xet-access-token")).toBe(accessToken);
  expect(exp - Date.now() / 1_000).toBeGreaterThan(600);
  return accessToken;
}

async function uploaded(content = randomBytes(200_000)) {
  const repo = await repository();
  const write = await tokenFor(repo.path, "write", repo.token);
  const packed = packFile(content);
  const oid = shaOf(content);
  const xorb = await post(`v1/xorbs/default/${packed.xorb}`, packed.bytes, write);
  expect([xorb.status, await xorb.json()]).toEqual([200, { was_inserted: true }]);
  const shard = writeShard([{ hash: packed.file, terms: [termOf(packed)], oid }]);
  const made = await post("v1/shards", shard, write);
  expect([made.status, await made.json()]).toEqual([200, { result: 1 }]);
  return { ...repo, write, packed, oid, content, shard };
}

const post = (path: string, body: Buffer, token?: string) =>
  server.fetch(`/cas/${path}`, { method: "POST", body: new Uint8Array(body), ...(token !== undefined && { token }) });

const get = (path: string, token: string, headers: Record<string, string> = {}) =>
  server.fetch(`/cas/${path}`, { token, headers });

test("nobody is told whether somebody else has sent a xorb", async () => {
  const { packed } = await uploaded();
  const other = await repository();
  const write = await tokenFor(other.path, "write", other.token);
  const known = await post(`v1/xorbs/default/${packed.xorb}`, packed.bytes, write);
  expect([known.status, await known.json()]).toEqual([200, { was_inserted: true }]);
});

describe("tokens", () => {
  test("none, one of the hub, a forged and a foreign seal, and one that may only read are refused", async () => {
    const { path, token, packed } = await uploaded();
    const readOnly = await tokenFor(path, "read", token);
    const ctx = world.system();
    const action = { action: "upload", repoId: ctx.id(), oid: "ab".repeat(32), size: 1 } as const;
    const seals = [signAction(ctx, action, 900), ctx.seal("{not json"), ctx.seal("")];
    for (const bad of [undefined, token, "x", `x${readOnly}`, ...seals]) {
      expect((await post(`v1/xorbs/default/${packed.xorb}`, packed.bytes, bad)).status).toBe(401);
    }
    for (const route of [`v1/xorbs/default/${packed.xorb}`, "v1/shards", "v2/shards"]) {
      expect((await post(route, packed.bytes, readOnly)).status).toBe(403);
    }
    expect((await get(`v1/chunks/default/${packed.xorb}`, readOnly)).status).toBe(403);
  });

  test("who may not read gets none, who may not write gets none for writing, an unknown revision gets none", async () => {
    const [hidden, open] = [await repository(), await repository("public")];
    const { secret: stranger } = await world.token(await world.user());
    const status = async (path: string, token?: string) =>
      (await server.fetch(`/api/models/${path}`, token === undefined ? {} : { token })).status;
    expect(await status(`${hidden.path}/xet-read-token/main`, stranger)).toBe(404);
    expect(await status(`${hidden.path}/xet-read-token/main`)).toBe(401);
    expect(await status(`${open.path}/xet-write-token/main`, stranger)).toBe(403);
    expect(await status(`${open.path}/xet-write-token/main`)).toBe(401);
    expect(await status(`${open.path}/xet-write-token/nope`, open.token)).toBe(404);
    await tokenFor(open.path, "read");
  });

  test("the cursor of a list of files never passes for a token, whatever a file is called", async () => {
    const { path, token } = await repository();
    const name = JSON.stringify({
      xet: "write",
      repoId: world.system().id(),
      ownerId: world.system().id(),
      until: 9e9,
    });
    const line = (value: object) => `${JSON.stringify(value)}\n`;
    const body =
      line({ key: "header", value: { summary: "A name" } }) +
      [name, `${name}~`].map((file) => line({ key: "file", value: { path: file, content: "x" } })).join("");
    await server.fetch(`/api/models/${path}/commit/main`, { method: "POST", token, body });
    const listed = await server.fetch(`/api/models/${path}/tree/main?limit=2`, { token });
    const cursor = /cursor=([^&>]+)/.exec(listed.headers.get("link") ?? "")?.[1] ?? "";
    expect(cursor).not.toBe("");
    expect((await post("v1/shards", Buffer.alloc(8), decodeURIComponent(cursor))).status).toBe(401);
  });
});

describe("reconstruction", () => {
  test("gives a file in ranges of its xorbs; what lies beyond the end is 416", async () => {
    const { path, token, packed, content } = await uploaded();
    const read = await tokenFor(path, "read", token);
    const whole = await get(`v1/reconstructions/${packed.file}`, read, { range: "bytes=0-255999999" });
    const { terms, fetch_info, offset_into_first_range } = Reconstruction.parse(await whole.json());
    expect([offset_into_first_range, terms]).toEqual([
      0,
      [{ hash: packed.xorb, unpacked_length: content.byteLength, range: { start: 0, end: packed.table.count } }],
    ]);
    const [place] = fetch_info[packed.xorb] ?? [];
    const range = `bytes=${place?.url_range.start}-${place?.url_range.end}`;
    const data = await fetch(place?.url ?? "", { headers: { range } });
    expect([data.status, Buffer.from(await data.arrayBuffer()).equals(packed.bytes)]).toEqual([206, true]);

    const part = await get(`v1/reconstructions/${packed.file}`, read, { range: "bytes=199998-199999" });
    const cut = Reconstruction.parse(await part.json());
    expect(cut.terms).toHaveLength(1);
    expect(cut.offset_into_first_range + 2).toBe(cut.terms[0]?.unpacked_length);
    for (const asked of ["bytes=200000-", "bytes=256000000-767999999", "bytes=7-3"]) {
      const beyond = await get(`v1/reconstructions/${packed.file}`, read, { range: asked });
      expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */200000"]);
    }
    expect((await get(`v2/reconstructions/${packed.file}`, read)).status).toBe(200);
    const head = await server.fetch(`/cas/v1/files/${packed.file}`, { method: "HEAD", token: read });
    expect(head.headers.get("content-length")).toBe("200000");
  });

  test("a hash alone gives nothing: another repository, another address, other bytes, a changed address", async () => {
    const { path, token, packed } = await uploaded();
    const other = await repository();
    const foreign = await tokenFor(other.path, "write", other.token);
    for (const route of ["v1/reconstructions", "v2/reconstructions"]) {
      expect((await get(`${route}/${packed.file}`, foreign)).status).toBe(404);
    }
    const read = await tokenFor(path, "read", token);
    const part = await get(`v1/reconstructions/${packed.file}`, read, { range: "bytes=0-9" });
    const { fetch_info } = Reconstruction.parse(await part.json());
    const [place] = fetch_info[packed.xorb] ?? [];
    const url = place?.url ?? "";
    const end = place?.url_range.end ?? 0;
    expect(end).toBeLessThan(packed.bytes.byteLength - 1);
    for (const range of [`bytes=${end + 1}-${end + 9}`, `bytes=${end + 1}-`]) {
      expect((await fetch(url, { headers: { range } })).status).toBe(416);
    }
    expect((await fetch(url, { headers: { range: `bytes=0-${end + 500}` } })).headers.get("content-length")).toBe(
      `${end + 1}`,
    );
    expect((await fetch(url.slice(0, -8))).status).toBe(403);
    expect((await fetch(`${server.origin()}/cas/v1/data/${packed.xorb}`)).status).toBe(403);
  });
});

describe("shards", () => {
  test("the second version tells its progress and its end line by line, errors too", async () => {
    const { write, packed, shard } = await uploaded();
    const again = await post("v2/shards", shard, write);
    expect(await again.text()).toBe('{"type":"result","result":0}\n');
    const lie = writeShard([{ hash: packed.file, terms: [{ ...termOf(packed), proof: "00".repeat(32) }] }]);
    const refused = await post("v2/shards", lie, write);
    expect(JSON.parse(await refused.text())).toMatchObject({ type: "error", retryable: false });
    expect((await post("v1/shards", lie, write)).status).toBe(400);
  });

  test("a body that is compressed and an address that is none are refused", async () => {
    const { write, packed } = await uploaded();
    const gzip = { method: "POST", token: write, body: "x", headers: { "content-encoding": "gzip" } };
    expect((await server.fetch(`/cas/v1/xorbs/default/${packed.xorb}`, gzip)).status).toBe(415);
    expect((await post("v1/xorbs/default/ABC", Buffer.alloc(1), write)).status).toBe(404);
  });
});

describe("the hub", () => {
  test("commits a file that came as chunks, and shows it as one that may be read so", async () => {
    const { path, token, oid, content, packed } = await uploaded();
    const lines = [
      { key: "header", value: { summary: "Add weights" } },
      { key: "lfsFile", value: { path: "w.bin", algo: "sha256", oid } },
    ];
    const body = lines.map((line) => JSON.stringify(line)).join("\n");
    const committed = await server.fetch(`/api/models/${path}/commit/main`, { method: "POST", token, body });
    expect(committed.status).toBe(200);
    const told = z.object({ hookOutput: z.string() }).parse(await committed.json());
    expect(told.hookOutput).toMatch(/^Uploaded 200\.\d kB of 200\.0 kB$/);
    const head = await server.fetch(`/${path}/resolve/main/w.bin`, { method: "HEAD", token });
    expect(head.headers.get("x-xet-hash")).toBe(packed.file);
    expect(head.headers.get("link")).toContain("/xet-read-token/");
    const file = await server.fetch(`/${path}/resolve/main/w.bin`, { token });
    expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true);
    const asked = { token, headers: { range: "bytes=0-0", accept: "application/vnd.xet-fileinfo+json, */*" } };
    const info = await server.fetch(`/${path}/resolve/main/w.bin`, asked);
    expect([info.status, await info.json()]).toEqual([
      200,
      expect.objectContaining({ hash: packed.file, size: 200_000 }),
    ]);
  });
});
