import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { findObject, putObject, signAction } from "@/server/content";
import { setupLfs } from "@/server/testing/lfs";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const { ada, bob, reader, repoId, state } = setupLfs(world);

const at = (rest: string, repo = "org/here") => `${state.origin}/${repo}.git/info/lfs/${rest}`;
const post = (rest: string, body: unknown, headers = {}) =>
  fetch(at(rest), {
    method: "POST",
    headers: { "content-type": "application/vnd.git-lfs+json; charset=utf-8", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
    redirect: "manual",
  });

interface Answered {
  readonly oid: string;
  readonly actions?: Record<string, { readonly href: string; readonly expires_at: string }>;
  readonly error?: { readonly code: number };
}
async function ask(operation: string, objects: readonly object[], more = {}): Promise<Answered[]> {
  const answer = await post("objects/batch", { operation, objects, transfers: ["basic"], ...more });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/vnd.git-lfs+json"]);
  const body = await answer.json();
  expect(body).toMatchObject({ transfer: "basic", hash_algo: "sha256" });
  return body.objects;
}
async function hrefOf(operation: "upload" | "download", content: string, action: string = operation) {
  const [object] = await ask(operation, [{ oid: shaOf(content), size: content.length }]);
  return object?.actions?.[action]?.href ?? "";
}
const put = (href: string, body: string) => fetch(href, { method: "PUT", body });
async function keep(content: string, into = repoId) {
  const object = { repoId: into, oid: shaOf(content), size: content.length };
  await putObject(world.system(), { ...object, body: new Blob([content]).stream() });
  return object.oid;
}
const fresh = () => randomBytes(10).toString("hex");

describe("sending large files", () => {
  test("a file goes up by its link, is verified, and is not asked for again", async () => {
    const content = fresh();
    const [object] = await ask("upload", [{ oid: shaOf(content), size: 20 }], { hash_algo: "sha_256", ref: null });
    expect(object).toMatchObject({ authenticated: true, actions: { upload: { expires_in: 900 } } });
    const claim = { oid: shaOf(content), size: 20 };
    const verifyAt = new URL(object?.actions?.verify?.href ?? "");
    const verify = () => fetch(verifyAt, { method: "POST", body: JSON.stringify(claim) });
    expect((await verify()).status).toBe(404);
    expect((await put(object?.actions?.upload?.href ?? "", content)).status).toBe(200);
    expect((await verify()).status).toBe(200);
    expect(await ask("upload", [claim])).toEqual([claim]);
  });

  test.each([
    ["other bytes", (content: string) => "x".repeat(content.length)],
    ["fewer bytes", (content: string) => content.slice(1)],
    ["more bytes", (content: string) => `${content}x`],
  ])("%s than announced are refused and nothing is kept", async (_, sent) => {
    const content = fresh();
    expect((await put(await hrefOf("upload", content), sent(content))).status).toBe(422);
    expect(await findObject(world.system(), { repoId, oid: shaOf(content) })).toBeNull();
  });

  test("a link does one thing with one object for a quarter of an hour", async () => {
    const [content, other] = [fresh(), fresh()];
    const href = await hrefOf("upload", content);
    expect((await put(href.replace(shaOf(content), shaOf(other)), other)).status).toBe(403);
    expect((await fetch(href)).status).toBe(403);
    expect((await put(href.replace(/action=.*/, "action=made-up"), content)).status).toBe(403);
    expect((await put(href.replace(/\?.*/, ""), content)).status).toBe(403);
    const download = signAction(world.system(), { action: "download", repoId, oid: shaOf(content), size: 20 }, 60);
    expect((await put(href.replace(/action=.*/, `action=${download}`), content)).status).toBe(403);
    state.laterMs = 901_000;
    expect((await put(href, content)).status).toBe(403);
    expect(await findObject(world.system(), { repoId, oid: shaOf(content) })).toBeNull();
  });

  test("knowing the hash of somebody else's file gives nothing", async () => {
    const content = fresh();
    const claim = { oid: await keep(content, randomUUID()), size: 20 };
    expect(await ask("download", [claim])).toMatchObject([{ error: { code: 404 } }]);
    const [object] = await ask("upload", [claim]);
    expect(object?.actions).toHaveProperty("upload");
  });

  test.each([
    [{ oid: "AB".repeat(32), size: 1 }],
    [{ oid: "ab".repeat(31), size: 1 }],
    [{ oid: "../../../etc/passwd", size: 1 }],
    [{ oid: "ab".repeat(32), size: -1 }],
    [{ oid: "ab".repeat(32), size: 2 ** 52 }],
  ])("the object %j alone is refused", async (bad) => {
    const good = { oid: shaOf(fresh()), size: 1 };
    expect(await ask("upload", [bad, good])).toMatchObject([
      { ...bad, error: { code: 422 } },
      { ...good, actions: {} },
    ]);
  });

  test("a size that is not the size of a kept object is a conflict", async () => {
    const oid = await keep(fresh());
    expect(await ask("upload", [{ oid, size: 21 }])).toMatchObject([{ error: { code: 409 } }]);
    expect(await ask("download", [{ oid, size: 21 }])).toMatchObject([{ error: { code: 422 } }]);
  });

  test("a thousand objects are answered at once", async () => {
    const objects = Array.from({ length: 1_000 }, () => ({ oid: shaOf(fresh()), size: 1 }));
    expect(await ask("download", objects)).toHaveLength(1_000);
  });
});

describe("fetching large files", () => {
  test("the whole file, or the rest of it", async () => {
    const content = fresh();
    await keep(content);
    const href = await hrefOf("download", content);
    const whole = await fetch(href);
    expect([whole.status, await whole.text()]).toEqual([200, content]);
    const rest = await fetch(href, { headers: { range: "bytes=15-" } });
    expect([rest.status, rest.headers.get("content-range"), await rest.text()]).toEqual([
      206,
      "bytes 15-19/20",
      content.slice(15),
    ]);
    expect((await fetch(href, { headers: { range: "bytes=20-" } })).status).toBe(416);
    const head = await fetch(href, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length")]).toEqual([200, "20"]);
  });
});

describe("who may", () => {
  test("a visitor is asked to sign in, in the way git-lfs understands, and learns nothing", async () => {
    state.actor = { kind: "anonymous" };
    for (const repo of ["org/here", "org/nowhere"]) {
      const answer = await fetch(at("objects/batch", repo), { method: "POST", body: "{}" });
      expect([answer.status, answer.headers.get("lfs-authenticate")]).toEqual([401, 'Basic realm="Modelyard"']);
      expect(await answer.json()).toMatchObject({ message: "Sign in to continue" });
    }
  });

  test("wrong credentials are 401", async () => {
    for (const authorization of ["Bearer hf_wrong", `Basic ${btoa("ada:hf_wrong")}`, "Digest x"]) {
      expect((await post("objects/batch", {}, { authorization })).status).toBe(401);
    }
  });

  test("a reader downloads, and neither uploads nor locks", async () => {
    const content = fresh();
    await keep(content);
    state.actor = reader;
    expect(await hrefOf("download", content)).not.toBe("");
    const upload = { operation: "upload", objects: [{ oid: shaOf(fresh()), size: 1 }] };
    expect((await post("objects/batch", upload)).status).toBe(403);
    expect((await post("locks", { path: "a" })).status).toBe(403);
    expect((await post("locks/verify", {})).status).toBe(403);
  });

  test("a repository that moved answers with its new place, one that is not there with 404", async () => {
    const moved = await fetch(at("locks?limit=1", "org/before"), { redirect: "manual" });
    expect([moved.status, moved.headers.get("location")]).toEqual([307, "/org/here.git/info/lfs/locks?limit=1"]);
    expect((await fetch(at("locks", "org/nowhere"))).status).toBe(404);
  });
});

describe("what cannot be understood", () => {
  test.each([
    ["no JSON", "{", 422],
    ["a list", "[]", 422],
    ["another operation", { operation: "delete", objects: [] }, 422],
    ["a fraction", { operation: "upload", objects: [{ oid: "a", size: 0.5 }] }, 422],
    ["no objects", { operation: "upload" }, 422],
    ["another hash", { operation: "upload", objects: [], hash_algo: "sha512" }, 409],
    ["too much", { operation: "upload", objects: [], filler: "x".repeat(1_100_000) }, 413],
    ["deep nesting", "[".repeat(100_000), 422],
  ])("%s", async (_, body, status) => {
    const answer = await post("objects/batch", body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ message: expect.any(String), request_id: expect.any(String) });
  });

  test("a compressed body is refused unread", async () => {
    expect((await post("objects/batch", "x", { "content-encoding": "gzip" })).status).toBe(415);
  });

  test.each(["objects", "objects/batch/x", "nothing", "locks/x/y/unlock", "objects/%2e%2e"])("%s", async (rest) => {
    expect((await post(rest, {})).status).toBe(404);
  });
});

describe("locking", () => {
  test("one holds a file, others see it, an administrator may break it", async () => {
    state.actor = bob;
    const made = await post("locks", { path: "model.bin", ref: { name: "refs/heads/main" } });
    expect(made.status).toBe(201);
    const { lock } = await made.json();
    expect(lock).toMatchObject({ path: "model.bin", owner: { name: "bob" } });

    state.actor = ada;
    const refused = await post("locks", { path: "model.bin" });
    expect([refused.status, await refused.json()]).toEqual([409, { lock, message: "already created lock" }]);
    expect(await (await post("locks/verify", { cursor: "", limit: 0 })).json()).toEqual({ ours: [], theirs: [lock] });
    expect(await (await fetch(at("locks?path=model.bin"))).json()).toEqual({ locks: [lock] });
    expect(await (await fetch(at("locks?id=none"))).json()).toEqual({ locks: [] });
    expect((await fetch(at("locks?cursor=none"))).status).toBe(422);
    expect((await post(`locks/${lock.id}/unlock`, {})).status).toBe(403);
    expect(await (await post(`locks/${lock.id}/unlock`, { force: true })).json()).toEqual({ lock });
    expect((await post(`locks/${lock.id}/unlock`, {})).status).toBe(404);
    expect((await post("locks/none/unlock", {})).status).toBe(404);
    expect((await post("locks", { path: "../x" })).status).toBe(422);
    for (const path of ["a%00b", "%00"]) expect((await fetch(at(`locks?path=${path}`))).status).toBe(422);
    expect((await post("locks", { path: "a\0b" })).status).toBe(422);
  });
});
