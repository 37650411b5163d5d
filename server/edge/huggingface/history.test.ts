import { describe, expect, test } from "vitest";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { fillLane } from "@/server/testing/full-lane";
import { setupCaller } from "@/server/testing/hub-caller";
import { setupHubServer } from "@/server/testing/hub-server";
import { safetensorsOf } from "@/server/testing/model-bytes";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

/** A safetensors file that begins with this header, and has nothing else. */
function headerOf(json: string): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, Buffer.from(json)]);
}

const world = setupWorld();
const server = setupHubServer(world);
const caller = setupCaller(world, server);
const { get, send } = caller;

describe("history", () => {
  test("becomes one commit with the same files", async () => {
    const { repo, address } = await repoWith(caller.ctx(), { name: "squash", texts: { "a.txt": "a" } });
    const base = `/api/models/${caller.user().username}/squash`;
    expect(
      (await send("POST", `${base}/super-squash/main`, { body: { message: "One" }, as: caller.read() })).status,
    ).toBe(403);
    expect(
      (await send("POST", `${base}/super-squash/none`, { body: { message: "One" } })).headers.get("x-error-code"),
    ).toBe("RevisionNotFound");
    expect((await send("POST", `${base}/super-squash/main`, { body: { message: "One" } })).status).toBe(200);
    const { json, headers } = await get(`${base}/commits/main`);
    expect([json.length, json[0].title, headers.get("x-total-count")]).toEqual([1, "One", "1"]);
    const file = await server.fetch(`/${address.namespace}/${address.name}/resolve/main/a.txt`);
    expect(await file.text()).toBe("a");
    expect((await get(base)).json.sha).toBe(json[0].id);
    expect(repo.headCommit).not.toBe(json[0].id);
  });

  test("starts anew on an empty branch, and moves only when nobody was faster", async () => {
    await repoWith(caller.ctx(), { name: "empty", texts: { "a.txt": "a" } });
    const base = `/api/models/${caller.user().username}/empty`;
    expect((await send("POST", `${base}/branch/bare`, { body: { emptyBranch: true } })).status).toBe(200);
    expect((await get(`${base}/tree/bare`)).json).toEqual([]);
    expect((await get(`${base}/commits/bare`)).json).toHaveLength(1);
    const race = await Promise.all(
      [1, 2, 3].map((number) => send("POST", `${base}/super-squash/main`, { body: { message: `${number}` } })),
    );
    expect(race.every(({ status }) => status === 200 || status === 412)).toBe(true);
    expect((await get(`${base}/commits/main`)).json).toHaveLength(1);
  });

  test("is told without its length, and not compared, while its reader has all turns of walks", async () => {
    const { commit } = await repoWith(caller.ctx(), { name: "walks", texts: { "a.txt": "a\n" } });
    const base = `/api/models/${caller.user().username}/walks`;
    const leave = fillLane(caller.ctx());
    const { json, headers } = await get(`${base}/commits/main`);
    expect([json[0].id, headers.get("x-total-count")]).toEqual([commit, null]);
    expect((await get(`${base}/compare/main..main`)).status).toBe(503);
    expect((await get(`${base}/compare/main..main?raw=true`)).status).toBe(503);
    await leave();
    expect((await get(`${base}/commits/main`)).headers.get("x-total-count")).toBe("2");
  });

  test("is compared, as JSON and as a patch", async () => {
    const { commit } = await repoWith(caller.ctx(), { name: "compare", texts: { "a.txt": "a\n" } });
    const base = `/api/models/${caller.user().username}/compare`;
    const parent = (await get(`${base}/commits/main`)).json[1].id;
    const { json } = await get(`${base}/compare/${parent}..main`);
    expect(json).toMatchObject({
      base: parent,
      head: commit,
      files: [{ path: "a.txt", status: "added", additions: 1 }],
    });
    const raw = await get(`${base}/compare/${parent}...${commit}?raw=true`);
    expect(raw.text).toContain("+++ b/a.txt\n@@ -0,0 +1 @@\n+a");
    expect((await get(`${base}/compare/main`)).status).toBe(400);
    expect((await get(`${base}/compare/--output=x..main`)).headers.get("x-error-code")).toBe("RevisionNotFound");
  });

  test("loses large files for good, with the commits that named them", async () => {
    const bytes = Buffer.alloc(2_000, 7);
    const { repo } = await repoWith(caller.ctx(), {
      name: "large",
      texts: { "a.txt": "a" },
      objects: { "w.bin": bytes, "v.bin": Buffer.alloc(10, 1) },
    });
    const base = `/api/models/${caller.user().username}/large`;
    await send("POST", `${base}/tag/main`, { body: { tag: "v1", message: "First" } });
    const { json: files } = await get(`${base}/lfs-files`);
    const file = files.find(({ filename }: { filename: string }) => filename === "w.bin");
    expect(file).toMatchObject({ size: 2_000, oid: file.fileOid });
    const { secret: other } = await world.token(await world.user());
    const deletions = { sha: [file.fileOid], rewriteHistory: true };
    expect((await send("POST", `${base}/lfs-files/batch`, { body: { deletions }, as: other })).status).toBe(403);
    expect((await send("POST", `${base}/lfs-files/batch`, { body: { deletions } })).status).toBe(200);
    expect((await get(`${base}/lfs-files`)).json.map(({ filename }: { filename: string }) => filename)).toEqual([
      "v.bin",
    ]);
    const { json } = await get(base);
    expect(json.siblings.map(({ rfilename }: { rfilename: string }) => rfilename)).toEqual([
      ".gitattributes",
      "a.txt",
      "v.bin",
    ]);
    expect(json.sha).not.toBe(repo.headCommit);
    const { json: refs } = await get(`${base}/refs`);
    expect(refs.tags[0].targetCommit).toBe(json.sha);
    const gone = await server.fetch(`/${caller.user().username}/large/resolve/main/w.bin`);
    expect(gone.headers.get("x-error-code")).toBe("EntryNotFound");
    expect((await send("POST", `${base}/lfs-files/batch`, { body: { deletions: { sha: ["x"] } } })).status).toBe(400);
  });

  test("G5: a large file is lent to another repository by who may read it and write there", async () => {
    const { address } = await repoWith(caller.ctx(), {
      name: "lender",
      objects: { "w.bin": Buffer.alloc(500, 9) },
      visibility: "private",
    });
    const stranger = await world.user();
    await repoWith(world.as(stranger), { name: "borrower" });
    const { secret: theirs } = await world.token(stranger);
    const [{ oid }] = (await get(`/api/models/${caller.user().username}/lender/lfs-files`)).json;
    const ask = (to: string, as: string) =>
      send("POST", `/api/models/${caller.user().username}/lender/lfs-files/duplicate`, {
        body: { target: { type: "model", name: to }, files: [{ sha256: oid }] },
        as,
      });
    expect((await ask(`${stranger.username}/borrower`, theirs)).status).toBe(404);
    expect((await ask(`${stranger.username}/borrower`, caller.token())).status).toBe(403);
    await updateRepo.run(caller.ctx(), { ...address, visibility: "public", gate: "manual" });
    expect((await ask(`${stranger.username}/borrower`, theirs)).headers.get("x-error-code")).toBe("GatedRepo");
    await repoWith(caller.ctx(), { name: "own" });
    expect((await ask(`${caller.user().username}/own`, caller.token())).json).toEqual({ failed: [] });
  });
});

describe("weights in several files", () => {
  test("F9: show the header of each; an index that leads elsewhere is refused", async () => {
    const index = { metadata: { total_size: 6 }, weight_map: { w: "model-1.safetensors" } };
    const crowded = { weight_map: { a: "crowded-1.safetensors", b: "crowded-2.safetensors" } };
    const odd = { weight_map: { w: "../../other.safetensors" } };
    await repoWith(caller.ctx(), {
      name: "sharded",
      texts: {
        "model.safetensors.index.json": JSON.stringify(index),
        "odd.safetensors.index.json": JSON.stringify(odd),
        "crowded.safetensors.index.json": JSON.stringify(crowded),
      },
      objects: {
        "model-1.safetensors": safetensorsOf(3),
        // Each by itself says as much as one file may.
        "crowded-1.safetensors": headerOf(`{"a":[${"[],".repeat(199_998)}[]]}`),
        "crowded-2.safetensors": headerOf(`{"b":[${"[],".repeat(199_998)}[]]}`),
      },
    });
    const base = `/api/models/${caller.user().username}/sharded/safetensors-metadata`;
    expect((await get(`${base}/model.safetensors.index.json`)).json).toEqual({
      index: { metadata: { total_size: 6 } },
      headers: { "model-1.safetensors": { w: { dtype: "F16", shape: [3], data_offsets: [0, 6] } } },
    });
    const { headers } = world.system().live.objects;
    const leave = await Promise.all(Array.from({ length: 4 }, () => headers.enter()));
    const waiting = Array.from({ length: 64 }, () => headers.pass(async () => {}));
    expect((await get(`${base}/model.safetensors.index.json`)).status).toBe(503);
    for (const one of leave) one();
    await Promise.all(waiting);
    expect((await get(`${base}/odd.safetensors.index.json`)).status).toBe(400);
    expect((await get(`${base}/crowded.safetensors.index.json`)).status).toBe(400);
    expect((await get(`${base}/none.safetensors.index.json`)).headers.get("x-error-code")).toBe("EntryNotFound");
  });
});
