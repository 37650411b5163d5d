import { createHash } from "node:crypto";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("CSGHub's own API", () => {
  const world = setupWorld();
  const server = setupHubServer(world);
  const state = { token: "", namespace: "", other: "" };
  beforeAll(async () => {
    const user = await world.user();
    state.namespace = user.username;
    state.token = (await world.token(user)).secret;
    state.other = (await world.token(await world.user())).secret;
  });
  const post = (path: string, body: unknown, token = state.token) =>
    server.fetch(`/csghub/api/v1/${path}`, {
      ...{ method: "POST", token, body: JSON.stringify(body) },
      headers: { "content-type": "application/json" },
    });
  const get = async (path: string, token = state.token) =>
    (await server.fetch(`/csghub/api/v1/${path}`, { token })).json();
  const create = async (name: string) => {
    const answer = await post("models", { namespace: state.namespace, name, private: true, license: "apache-2.0" });
    expect(answer.status).toBe(200);
    return `${state.namespace}/${name}`;
  };

  test("creates a repository, commits to it, and tells its branches", async () => {
    const id = await create("first");
    const files = [
      { path: "a.txt", action: "create", content: base64("one") },
      { path: "dir/b.txt", action: "create", content: "dHdv\n" }, // a large folder's files arrive in lines
    ];
    expect(await (await post(`models/${id}/commit/main`, { message: "Two files", files })).json()).toMatchObject({
      msg: "OK",
    });
    await post(`models/${id}/commit/main`, { message: "One less", files: [{ path: "a.txt", action: "delete" }] });
    const branch = await post(`models/${id}/raw/.gitattributes`, {
      ...{ message: "New branch", new_branch: "dev", content: base64("*.bin filter=lfs\n") },
    });
    expect(branch.status).toBe(200);
    expect(await get(`models/${id}/branches`)).toMatchObject({ msg: "OK", data: [{ name: "dev" }, { name: "main" }] });
    const file = await server.fetch(`/csghub/csg/${id}/resolve/dev/dir/b.txt`, { token: state.token });
    expect([await file.text(), file.headers.get("accept-ranges")]).toEqual(["two", "bytes"]);
    const gone = await server.fetch(`/csghub/csg/${id}/resolve/main/a.txt`, { token: state.token });
    expect(gone.status).toBe(404);
  });

  test("says which files go through LFS, and what is there already", async () => {
    const id = await create("modes");
    await post(`models/${id}/commit/main`, { files: [{ path: "a.txt", action: "create", content: base64("one") }] });
    const asked = {
      files: [
        { path: "a.txt", size: 3 },
        { path: "model.safetensors", size: 100 },
      ],
    };
    const { data } = await (await post(`models/${id}/preupload/main`, asked)).json();
    const oid = createHash("sha1").update("blob 3\0one").digest("hex");
    expect(data.files).toEqual([
      { path: "a.txt", uploadMode: "regular", shouldIgnore: false, isDir: false, oid },
      { path: "model.safetensors", uploadMode: "lfs", shouldIgnore: false, isDir: false, oid: "" },
    ]);
  });

  test("takes a file in a form, and keeps a large kind of file as an object", async () => {
    const id = await create("forms");
    const send = (path: string, bytes: string) => {
      const body = new FormData();
      body.set("file", new Blob([bytes]), "name");
      body.set("file_path", path);
      body.set("branch", "main");
      return server.fetch(`/csghub/api/v1/models/${id}/upload_file`, { method: "POST", token: state.token, body });
    };
    expect((await send("note.txt", "hello")).status).toBe(200);
    expect((await send("weights.safetensors", "not really")).status).toBe(200);
    const { siblings } = await (
      await server.fetch(`/csghub/hf/api/models/${id}?blobs=true`, { token: state.token })
    ).json();
    expect(siblings.find(({ rfilename }: { rfilename: string }) => rfilename === "weights.safetensors").lfs.size).toBe(
      10,
    );
    expect((await send("../outside", "x")).status).toBe(400);
  });

  test("gives its client links to parts, also for a file of one byte and for one that is here already", async () => {
    const id = await create("parts");
    const oid = shaOf("x");
    const ask = async () => {
      const body = JSON.stringify({
        operation: "upload",
        transfers: ["basic", "multipart"],
        objects: [{ oid, size: 1 }],
        upload_id: null, // its HTTP library leaves the null out of the address
      });
      const path = `/csghub/models/${id}.git/info/lfs/objects/batch`;
      const answer = await server.fetch(path, { method: "POST", token: state.token, body });
      return (await answer.json()).objects[0].actions;
    };
    for (const _attempt of ["first", "again"]) {
      const { upload, verify } = await ask();
      expect(Object.keys(upload.header)).toEqual(["1", "chunk_size"]);
      expect(new URL(upload.header["1"]).searchParams.get("uploadId")).not.toBeNull();
      const part = await fetch(upload.header["1"], { method: "PUT", body: "x" });
      const parts = [{ partNumber: 1, etag: (part.headers.get("etag") ?? "").replaceAll('"', "") }];
      const complete = { method: "POST", body: JSON.stringify({ oid, uploadId: "x", parts }) };
      expect((await fetch(upload.href, complete)).status).toBe(200);
      expect((await fetch(verify.href, { method: "POST", body: JSON.stringify({ oid, size: 1 }) })).status).toBe(200);
    }
  });

  test("takes few large bodies of one account at once, and keeps nobody else waiting for those who send slowly", async () => {
    const id = await create("crowded");
    const other = await world.user();
    const { secret } = await world.token(other);
    const made = await post("models", { namespace: other.username, name: "quick" }, secret);
    expect(made.status).toBe(200);
    const url = new URL((await server.fetch("/")).url);
    const type = "multipart/form-data; boundary=x";
    const begun = Array.from({ length: 4 }, () => {
      const headers = { authorization: `Bearer ${state.token}`, "content-type": type, "content-length": 1_000 };
      const sent = request(new URL(`/csghub/api/v1/models/${id}/upload_file`, url), { method: "POST", headers });
      sent.on("error", () => undefined).write("--x");
      return sent;
    });
    const sendTo = (place: string, token: string) => {
      const form = new FormData();
      form.set("file", new File(["one"], "a.txt"));
      form.set("file_path", "a.txt");
      return server.fetch(`/csghub/api/v1/models/${place}/upload_file`, { method: "POST", token, body: form });
    };
    const answered = { isIn: false };
    await sleep(500);
    const upload = sendTo(id, state.token).finally(() => Object.assign(answered, { isIn: true }));
    expect((await sendTo(`${other.username}/quick`, secret)).status).toBe(200);
    await sleep(500);
    expect(answered.isIn).toBe(false);
    for (const sent of begun) sent.destroy();
    expect((await upload).status).toBe(200);
  });

  test("calls the default branch by the names of ModelScope too", async () => {
    const user = await world.user();
    const { address, commit } = await repoWith(world.as(user), { name: "ms", texts: { "a.txt": "one" } });
    const id = `${address.namespace}/${address.name}`;
    for (const branch of ["master", "main"]) {
      expect(await (await server.fetch(`/csghub/ms/${id}/resolve/${branch}/a.txt`)).text()).toBe("one");
      const info = await (await server.fetch(`/csghub/ms/api/models/${id}/revision/${branch}`)).json();
      expect(info).toMatchObject({ id, sha: commit });
    }
  });

  test("names what a Space could run on, also to a visitor", async () => {
    const asked = await server.fetch("/csghub/api/v1/space_resources?deploy_type=0");
    expect(await asked.json()).toMatchObject({ msg: "OK", data: [{ id: 0 }] });
  });

  test("shows no deployments to start with, and none that do not exist", async () => {
    expect(await get(`user/${state.namespace}/run/model?deploy_type=1&per=1000`)).toEqual({ msg: "OK", data: [] });
    expect(await get(`models/${state.namespace}/none/run/12`)).toMatchObject({ code: "not_found" });
  });

  test("A5 A7 tells strangers and visitors nothing, and lets them change nothing", async () => {
    const id = await create("hidden");
    for (const asked of [{ token: state.other }, {}]) {
      const told = async (place: string) => {
        const answer = await server.fetch(`/csghub/api/v1/models/${place}/branches`, asked);
        return [answer.status, (await answer.text()).replaceAll(place, "it")];
      };
      expect(await told(id)).toEqual(await told(`${state.namespace}/missing`));
      expect((await told(id))[0]).toBe(404);
    }
    const files = [{ path: "a.txt", action: "create", content: base64("one") }];
    expect((await post(`models/${id}/commit/main`, { files }, state.other)).status).toBe(404);
    expect((await post("models", { namespace: state.namespace, name: "mine" }, state.other)).status).toBe(403);
  });

  test.each([
    { method: "POST", path: "models", body: "{nope", status: 400 },
    { method: "POST", path: "models", body: '{"name":"--"}', status: 400 },
    { method: "POST", path: "models", body: '{"name":7}', status: 400 },
    { method: "GET", path: "models/a%00b/c/branches", body: null, status: 400 },
    { method: "GET", path: "nothing/here", body: null, status: 404 },
    { method: "DELETE", path: "models", body: null, status: 404 },
    { method: "POST", path: "models/x/y/upload_file", body: "no form", status: 404 },
  ])("R refuses $method $path with $body", async ({ method, path, body, status }) => {
    const answer = await server.fetch(`/csghub/api/v1/${path}`, { method, token: state.token, body });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code: expect.any(String), msg: expect.any(String) });
  });
});
