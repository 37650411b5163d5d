import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { createGuardedFetch } from "@/server/adapters/fetch-guarded";
import { findObjects } from "@/server/content";
import { formatPointer } from "@/server/git/lfs-pointer";
import { addRepo } from "@/server/hub/repositories/create-repo";
import { basic, setupRemoteGit } from "@/server/testing/remote-git";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { fetchLargeFiles, fetchRefs, type LargeFileProgress } from ".";

const world = setupWorld();
const there = setupRemoteGit(world);
const never = new AbortController().signal;
let count = 0;

const pointerTo = (bytes: Buffer, size = bytes.length) => formatPointer({ oid: shaOf(bytes), size });

interface Store {
  /** By oid; what is not in it the remote has lost. */
  readonly bytes: Map<string, Buffer>;
  /** Requests for bytes, as they came. */
  readonly asked: IncomingMessage[];
  /** What the remote answers instead of a plain link. */
  action: (oid: string) => { href: string; header?: Record<string, string> };
  /** `true`: the bytes were sent, or not, in another way. */
  send: (request: IncomingMessage, response: ServerResponse, bytes: Buffer) => boolean;
}

/** A repository there with these files behind pointers, and one here that has its branch and none of the files. */
async function pair(files: Readonly<Record<string, Buffer | string>>) {
  count += 1;
  const name = `private/lfs-${count}`;
  const store: Store = {
    bytes: new Map(),
    asked: [],
    action: (oid) => ({ href: `${there.origin()}/store/${oid}` }),
    send: () => false,
  };
  there.interfere(async (request, response) => {
    if (request.url === `/${name}.git/info/lfs/objects/batch`) await answerBatch(store, request, response);
    else if (request.url?.startsWith("/store/")) sendBytes(store, request, response);
    else return false;
    return true;
  });
  const remote = await there.repository(name);
  const pointers: Record<string, string> = {};
  for (const [path, content] of Object.entries(files)) {
    if (typeof content !== "string") store.bytes.set(shaOf(content), content);
    pointers[path] = typeof content === "string" ? content : pointerTo(content);
  }
  const head = await remote.commit("main", pointers);
  const user = await world.user();
  const plain = world.as(user);
  const repo = await addRepo(plain, { shelf: "models", name: "it", visibility: "public", description: "" });
  const ctx = { ...plain, fetch: createGuardedFetch({ allowed: [], origins: [there.origin()] }) };
  const at = { url: remote.url, username: "ada", password: "right" };
  await fetchRefs(ctx, { remote: at, repoId: repo.id, refs: ["refs/heads/main"], force: true, signal: never });
  const fetch = (options: Partial<Parameters<typeof fetchLargeFiles>[1]> = {}) =>
    fetchLargeFiles(ctx, { remote: at, repoId: repo.id, commits: [head], signal: never, ...options });
  const here = async () => {
    const oids = Object.values(files).flatMap((content) => (typeof content === "string" ? [] : [shaOf(content)]));
    return (await findObjects(ctx, { repoId: repo.id, oids })).size;
  };
  return { ...{ ctx, repo, store, at, head, fetch, here } };
}

async function answerBatch(store: Store, request: IncomingMessage, response: ServerResponse) {
  if (request.headers.authorization !== basic("ada", "right")) {
    response.writeHead(401).end();
    return;
  }
  const { objects } = JSON.parse(await text(request)) as { objects: { oid: string; size: number }[] };
  const answered = objects.map(({ oid, size }) =>
    store.bytes.has(oid)
      ? { oid, size, authenticated: true, actions: { download: store.action(oid) } }
      : { oid, size, error: { code: 404, message: "Object does not exist" } },
  );
  response.writeHead(200, { "content-type": "application/vnd.git-lfs+json" });
  response.end(JSON.stringify({ transfer: "basic", objects: answered }));
}

function sendBytes(store: Store, request: IncomingMessage, response: ServerResponse) {
  store.asked.push(request);
  const bytes = store.bytes.get(request.url?.split("/")[2] ?? "") ?? Buffer.alloc(0);
  if (store.send(request, response, bytes)) return;
  const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const range = { "content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` };
  response.writeHead(start > 0 ? 206 : 200, start > 0 ? range : {}).end(bytes.subarray(start));
}

const unfinished = async () => {
  const names = await readdir(join(world.folder(), "objects"), { recursive: true });
  return names.filter((name) => !/^(?:lfs(?:\/[0-9a-f]{2}){0,2}(?:\/[0-9a-f]{64})?|[\w.-]+)$/.test(name));
};

describe("large files of another hub", () => {
  test("come with their commits; what the remote has lost is told by name, and what is here is not asked for again", async () => {
    const [one, two, lost] = [randomBytes(300_000), randomBytes(10), randomBytes(20)];
    const { fetch, store, here } = await pair({ "one.bin": one, "dir/two.bin": two, "lost.bin": lost });
    store.bytes.delete(shaOf(lost));
    const seen: LargeFileProgress[] = [];
    const report = await fetch({ onProgress: (progress) => seen.push(progress) });
    expect(report).toMatchObject({ files: 2, bytes: 300_010, ofFiles: 3, ofBytes: 300_030 });
    expect(report.failures).toEqual([
      { oid: shaOf(lost), path: "lost.bin", message: expect.stringMatching(/404 Object does not exist/) },
    ]);
    expect(seen.at(-1)).toMatchObject({ files: 2, bytes: 300_010 });
    expect(store.asked.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
    store.bytes.set(shaOf(lost), lost);
    expect(await fetch()).toMatchObject({ files: 1, bytes: 20, ofFiles: 1, failures: [] });
    expect([store.asked.length, await here()]).toEqual([3, 3]);
    expect(await fetch()).toEqual({ files: 0, bytes: 0, ofFiles: 0, ofBytes: 0, failures: [] });
  });

  test("stay pointers where the caller says so", async () => {
    const { fetch, here } = await pair({ "a.bin": randomBytes(10), "onnx/a.bin": randomBytes(10) });
    expect(await fetch({ skip: (path) => path.startsWith("onnx/") })).toMatchObject({ files: 1, ofFiles: 1 });
    expect(await here()).toBe(1);
  });

  test("are given to nobody without the password, and to hubs without Git LFS nothing is said of single files", async () => {
    const { fetch, at } = await pair({ "a.bin": randomBytes(10) });
    const closed = [
      [null, "remote_hidden"],
      ["wrong", "remote_refused"],
    ] as const;
    for (const [password, reason] of closed) {
      await expect(fetch({ remote: { ...at, password } })).rejects.toMatchObject({ reason });
    }
    there.interfere((_request, response) => !!response.end("<html>"));
    await expect(fetch()).rejects.toMatchObject({ reason: "remote_not_git" });
    there.interfere((_request, response) => !!response.writeHead(404).end());
    await expect(fetch()).rejects.toMatchObject({ reason: "remote_missing" });
  });
});

describe("a connection that breaks in a file", () => {
  test.each([
    ["with ranges", true],
    ["without them", false],
  ])("is taken up where it broke, at a server %s", async (_what, knowsRanges) => {
    const bytes = randomBytes(500_000);
    const { fetch, store, here } = await pair({ "a.bin": bytes });
    store.send = (_request, response) => {
      if (store.asked.length > 1) return knowsRanges ? false : !!response.end(bytes);
      response.writeHead(200, { "content-length": bytes.length });
      // Its end comes behind the bytes: whoever reads has them all before it breaks.
      response.write(bytes.subarray(0, 200_000), () => response.socket?.end());
      return true;
    };
    expect(await fetch()).toMatchObject({ files: 1, failures: [] });
    expect(store.asked[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-499999$/);
    expect(await here()).toBe(1);
  });

  test("for good, or that is given up, leaves nothing of it, and the next run completes", async () => {
    const bytes = randomBytes(500_000);
    const { fetch, store, here } = await pair({ "a.bin": bytes, "b.bin": randomBytes(10) });
    const given = new AbortController();
    store.send = (request, response) => {
      if (!request.url?.endsWith(shaOf(bytes))) return false;
      response.writeHead(200, { "content-length": bytes.length }).write(bytes.subarray(0, 100_000));
      return true;
    };
    const fetching = fetch({ signal: given.signal });
    fetching.catch(() => {}); // looked at below
    await expect.poll(unfinished).not.toEqual([]);
    await expect.poll(here).toBe(1);
    given.abort();
    await expect(fetching).rejects.toMatchObject({ name: "AbortError" });
    expect([await here(), await unfinished()]).toEqual([1, []]);
    store.send = () => false;
    expect(await fetch()).toMatchObject({ files: 1, ofFiles: 1 });
    expect(await here()).toBe(2);
  });
});

describe("G5: what a remote says of a large file", () => {
  test("other bytes, other sizes and pointers that lie are refused one by one", async () => {
    const [changed, short, long, good] = [10, 11, 12, 13].map((size) => randomBytes(size)) as Buffer[];
    const lies = randomBytes(14);
    const { fetch, store, here } = await pair({
      ...{ changed, short, long, good },
      lies: pointerTo(lies, 1_000_000),
    } as Record<string, Buffer | string>);
    store.bytes.set(shaOf(changed as Buffer), randomBytes(10));
    store.bytes.set(shaOf(short as Buffer), (short as Buffer).subarray(1));
    store.bytes.set(shaOf(long as Buffer), Buffer.concat([long as Buffer, randomBytes(200_000)]));
    store.bytes.set(shaOf(lies), lies);
    const { files, failures } = await fetch();
    expect(files).toBe(1);
    expect(Object.fromEntries(failures.map(({ path, message }) => [path, message]))).toEqual({
      changed: expect.stringMatching(/SHA-256/),
      short: expect.stringMatching(/10 of 11 bytes/),
      long: expect.stringMatching(/does not have 12 bytes/),
      lies: expect.stringMatching(/14 of 1000000 bytes/),
    });
    expect([await here(), await unfinished()]).toEqual([1, []]);
  });

  test.each([
    "http://169.254.169.254/latest/meta-data",
    "http://127.0.0.1:5432/",
    "http://localhost/x",
    "file:///etc/passwd",
    "https://ada:word@example.com/x",
  ])("S: a link to %s is not followed", async (href) => {
    const { fetch, store } = await pair({ "a.bin": randomBytes(10) });
    store.action = () => ({ href });
    const { failures } = await fetch();
    expect(failures).toMatchObject([{ path: "a.bin", message: expect.stringMatching(/not an address/) }]);
  });

  test("S: a link that leads inside by a redirect is not followed", async () => {
    const { fetch, store } = await pair({ "a.bin": randomBytes(10) });
    store.send = (_request, response) => !!response.writeHead(302, { location: "http://127.0.0.1:22/" }).end();
    expect((await fetch()).failures).toMatchObject([{ message: expect.stringMatching(/not an address/) }]);
  });

  test("headers that a remote chooses are those of stores alone", async () => {
    const { fetch, store } = await pair({ "a.bin": randomBytes(10) });
    store.action = (oid) => ({
      href: `${there.origin()}/store/${oid}`,
      header: {
        Authorization: "Bearer theirs",
        "X-Amz-Date": "20260101T000000Z",
        Host: "metadata.internal",
        Cookie: "session=stolen",
        "Content-Length": "5",
        "Transfer-Encoding": "chunked",
        "Proxy-Authorization": "Basic x",
        "X-Forwarded-For": "127.0.0.1",
        "Metadata-Flavor": "Google",
        "x-amz-broken": "a\r\nx-evil: 1",
        range: "bytes=0-1",
      },
    });
    expect(await fetch()).toMatchObject({ files: 1, failures: [] });
    const { headers } = store.asked[0] as IncomingMessage;
    expect(headers).toMatchObject({ authorization: "Bearer theirs", "x-amz-date": "20260101T000000Z" });
    expect(headers.host).toBe(new URL(there.origin()).host);
    const names = ["cookie", "proxy-authorization", "x-forwarded-for", "metadata-flavor", "x-amz-broken", "x-evil"];
    for (const name of [...names, "range", "content-length"]) expect(headers[name]).toBeUndefined();
  });
});
