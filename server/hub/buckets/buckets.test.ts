import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { openBucketFile } from "@/server/content";
import { collectGarbageNow } from "@/server/content/collect-garbage";
import { removeMember } from "@/server/identity/remove-member";
import { allPages } from "@/server/testing/all-pages";
import { collect } from "@/server/testing/collect";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { packFile, setupXet } from "@/server/testing/xet";
import { ListBucketFilesInput, ListBucketsInput } from "../contract/bucket";
import { hubHandlers } from "../handlers";
import { hubOperations } from "../operations";
import { bytesOfOwner } from "../storage/get-repo-usage";

const { createBucket, deleteBucket, deleteBucketFiles, getBucket, listBucketFiles, listBuckets } = hubOperations;
const { listBucketCollaborators, moveBucket, putBucketCollaborator, removeBucketCollaborator, updateBucket } =
  hubOperations;

const NOT_FOUND = expect.objectContaining({ code: "not_found" });
const DAY_MS = 24 * 3_600_000;
const quiet = new AbortController().signal;

const world = setupWorld();
const server = setupHubServer(world);
const { send, claim } = setupXet(world);

async function scene(visibility: "public" | "private" = "private") {
  const [user, other] = [await world.user(), await world.user()];
  const [mine, theirs] = [world.as(user), world.as(other)];
  const bucket = await createBucket.run(mine, { name: "Things", visibility });
  const address = { namespace: user.username, name: "things" };
  const { secret: token } = await world.token(user);
  const to = { repoId: bucket.id, ownerId: user.userId };

  async function upload(content: Buffer): Promise<string> {
    const packed = packFile(content);
    await send(to, packed);
    await claim(to, packed, {});
    return packed.file;
  }
  const lines = (of: readonly object[]) => of.map((line) => `${JSON.stringify(line)}\n`).join("");
  const batch = (of: readonly object[], as = token, id = `${user.username}/Things`) =>
    server.fetch(`/api/buckets/${id}/batch`, { method: "POST", token: as, body: lines(of) });
  const put = async (path: string, content: Buffer) =>
    batch([{ type: "addFile", path, xetHash: await upload(content), mtime: 1_700_000_000_000 }]);
  const list = (more: object = {}) => listBucketFiles.run(mine, ListBucketFilesInput.parse({ ...address, ...more }));
  const filesOf = async (more: object = {}) => (await list(more)).items.map(({ path }) => path);
  return { user, other, mine, theirs, bucket, address, token, upload, batch, put, list, filesOf };
}

const readAll = async (bucketId: string, xetHash: string) =>
  Buffer.concat(await collect(await openBucketFile(world.system(), { bucketId, xetHash })));

describe("a bucket", () => {
  test("is seen, changed and deleted by those who may, and told from a missing one by nobody", async () => {
    const { user, other, mine, theirs, address, token, batch } = await scene();
    const { secret: stranger } = await world.token(other);
    const missing = { ...address, name: "none" };
    for (const place of [address, missing]) {
      const asked = [
        getBucket.run(theirs, place),
        listBucketFiles.run(theirs, ListBucketFilesInput.parse(place)),
        deleteBucketFiles.run(theirs, { ...place, paths: ["a"] }),
        updateBucket.run(theirs, { ...place, visibility: "public" }),
        moveBucket.run(theirs, { ...place, newName: "mine" }),
        deleteBucket.run(theirs, place),
        putBucketCollaborator.run(theirs, { ...place, username: other.username, role: "admin" }),
      ];
      const answers = await Promise.allSettled(asked);
      expect(answers).toEqual(asked.map(() => ({ status: "rejected", reason: NOT_FOUND })));
    }
    expect((await batch([{ type: "deleteFile", path: "a" }], stranger)).status).toBe(404);
    for (const route of ["", "/tree", "/xet-read-token", "/xet-write-token"]) {
      const path = `/api/buckets/${user.username}/Things${route}`;
      expect((await server.fetch(path, { token: stranger })).status).toBe(404);
      expect((await server.fetch(path)).status).toBe(401);
      expect((await server.fetch(path, { token })).status).toBe(200);
    }
    const seen = async (ctx: typeof mine) =>
      (await listBuckets.run(ctx, ListBucketsInput.parse({ owner: user.username, search: "hing" }))).items.length;
    expect([await seen(mine), await seen(theirs)]).toEqual([1, 0]);

    await updateBucket.run(mine, { ...address, visibility: "public" });
    expect(await seen(theirs)).toBe(1);
    expect((await getBucket.run(theirs, address)).can).toEqual({ write: false, admin: false });
    await expect(deleteBucket.run(theirs, address)).rejects.toMatchObject({ code: "forbidden" });
    expect((await batch([{ type: "deleteFile", path: "a" }], stranger)).status).toBe(403);
  });

  test("is opened to one more person, who may do what the role says and can leave", async () => {
    const { other, mine, theirs, address } = await scene();
    const role = { ...address, username: other.username };
    await putBucketCollaborator.run(mine, { ...role, role: "write" });
    expect((await getBucket.run(theirs, address)).can).toEqual({ write: true, admin: false });
    await expect(listBucketCollaborators.run(theirs, { ...address, limit: 20 })).rejects.toMatchObject({
      code: "forbidden",
    });
    const { items } = await listBucketCollaborators.run(mine, { ...address, limit: 20 });
    expect(items).toMatchObject([{ username: other.username, role: "write" }]);
    await removeBucketCollaborator.run(theirs, role);
    await expect(getBucket.run(theirs, address)).rejects.toMatchObject({ code: "not_found" });
  });

  test("keeps its name to itself, and is found under the old one until somebody takes that", async () => {
    const { mine, address, bucket, user, token } = await scene();
    await expect(createBucket.run(mine, { name: "THINGS" })).rejects.toMatchObject({ reason: "name_taken" });
    await moveBucket.run(mine, { ...address, newName: "other" });
    expect((await getBucket.run(mine, address)).name).toBe("other");
    const old = await server.fetch(`/api/buckets/${user.username}/things/tree?recursive=true`, {
      token,
      redirect: "manual",
    });
    expect([old.status, old.headers.get("location")]).toEqual([
      307,
      `/api/buckets/${user.username}/other/tree?recursive=true`,
    ]);
    const { id } = await createBucket.run(mine, { name: "things" });
    expect([(await getBucket.run(mine, address)).id, id === bucket.id]).toEqual([id, false]);
    const taken = moveBucket.run(mine, { ...address, newName: "Other" });
    await expect(taken).rejects.toMatchObject({ reason: "name_taken" });
  });

  test("moves to an organisation of which the caller may make things, and to no other account", async () => {
    const { user, other, mine, address } = await scene();
    const organization = await world.organization(user);
    await expect(moveBucket.run(mine, { ...address, newNamespace: other.username })).rejects.toMatchObject({
      code: "forbidden",
    });
    const memberships = [{ organizationId: organization.id, role: "owner" as const, teams: [], groups: [] }];
    const owner = world.as({ ...user, memberships });
    const { namespace } = await moveBucket.run(owner, { ...address, newNamespace: organization.name });
    expect(namespace).toBe(organization.name);
  });

  test("that moved is closed to who had a role on it and leaves its new owner", async () => {
    const { user, other, theirs, address } = await scene();
    const { name } = await world.organization(user, [{ user: other, role: "read" }]);
    const owner = world.as(await world.again(user));
    await putBucketCollaborator.run(owner, { ...address, username: other.username, role: "admin" });
    const { namespace } = await moveBucket.run(owner, { ...address, newNamespace: name });
    expect((await getBucket.run(world.as(await world.again(other)), { ...address, namespace })).can.admin).toBe(true);
    await removeMember.run(owner, { name, username: other.username });
    await expect(getBucket.run(theirs, { ...address, namespace })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the files of a bucket", () => {
  test("are listed by folders and page by page, whatever stands beside them", async () => {
    const { upload, batch, filesOf, list } = await scene();
    const xetHash = await upload(randomBytes(2_000));
    const all = ["a.txt", "a/b/c", "a/b/d", "a/e", "a0", "ä/x", "b"];
    await batch(all.map((path) => ({ type: "addFile", path, xetHash })));
    expect(await filesOf({ recursive: true })).toEqual(["a.txt", "a/b/c", "a/b/d", "a/e", "a0", "b", "ä/x"]);
    expect(await filesOf()).toEqual(["a.txt", "a", "a0", "b", "ä"]);
    expect(await filesOf({ path: "a" })).toEqual(["a/b", "a/e"]);
    expect(await filesOf({ path: "ä/" })).toEqual(["ä/x"]);
    expect(await filesOf({ path: "a.txt" })).toEqual(["a.txt"]);
    expect(await filesOf({ path: "none" })).toEqual([]);
    const found = await allPages((cursor) => list({ limit: 1, ...(cursor && { cursor }) }));
    expect(found.map(({ path }) => path)).toEqual(["a.txt", "a", "a0", "b", "ä"]);
    const { nextCursor } = await list({ limit: 1 });
    await expect(list({ limit: 1, path: "a", cursor: nextCursor })).rejects.toMatchObject({ reason: "bad_cursor" });
  });

  test("are served whole and in parts, with what a client needs to read them by chunks", async () => {
    const { user, put, token } = await scene();
    const content = randomBytes(5_000);
    await put("dir/a b.bin", content);
    const path = `/buckets/${user.username}/things/resolve/dir%2Fa%20b.bin`;
    const whole = await server.fetch(path, { token });
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    expect(whole.headers.get("x-xet-refresh-route")).toMatch(/\/Things\/xet-read-token$/);
    const part = await server.fetch(path, { token, headers: { range: "bytes=10-19" } });
    expect([part.status, Buffer.from(await part.arrayBuffer()).equals(content.subarray(10, 20))]).toEqual([206, true]);
    const head = await server.fetch(path, { token, method: "HEAD" });
    expect([head.headers.get("content-length"), head.headers.get("x-linked-size")]).toEqual(["5000", "5000"]);
    expect((await server.fetch(path)).status).toBe(401);
    const none = await server.fetch(`${path}x`, { token });
    expect([none.status, none.headers.get("x-error-code")]).toEqual([404, "EntryNotFound"]);
  });

  test("change together or not at all, and a batch that comes twice changes nothing", async () => {
    const { upload, batch, filesOf, mine, address } = await scene();
    const xetHash = await upload(randomBytes(1_000));
    const good = { type: "addFile", path: "good", xetHash };
    const foreign = { ...good, path: "foreign", xetHash: packFile(randomBytes(10)).file };
    const refused = await batch([good, foreign, { ...good, path: "a/../b" }]);
    expect([refused.status, await refused.json()]).toEqual([
      422,
      {
        ...{ success: false, processed: 3, succeeded: 0 },
        failed: [
          { path: "a/../b", error: expect.any(String) },
          { path: "foreign", error: expect.any(String) },
        ],
      },
    ]);
    expect(await filesOf()).toEqual([]);
    const wanted = [good, { type: "deleteFile", path: "never" }, { ...good, path: "twin" }];
    for (const _ of [1, 2]) expect((await batch(wanted)).status).toBe(200);
    expect(await getBucket.run(mine, address)).toMatchObject({ fileCount: 2, sizeBytes: 2_000 });
    const many = Array.from({ length: 1_001 }, (_, at) => ({ type: "deleteFile", path: `${at}` }));
    expect((await batch(many)).status).toBe(413);
    expect((await batch([{ type: "addFile", path: "x", xetHash: "no" }])).status).toBe(400);
    expect(await deleteBucketFiles.run(mine, { ...address, paths: ["good", "none"] })).toEqual({ changed: 1 });
    expect(await getBucket.run(mine, address)).toMatchObject({ fileCount: 1, sizeBytes: 1_000 });
  });

  test("of two writers at once are all there, and counted right", async () => {
    const { upload, batch, mine, address } = await scene();
    const hashes = await Promise.all([upload(randomBytes(100)), upload(randomBytes(200))]);
    const writes = hashes.flatMap((xetHash, writer) =>
      [0, 1, 2].map((at) => batch([{ type: "addFile", path: `${writer}/${at}`, xetHash }])),
    );
    expect((await Promise.all(writes)).map(({ status }) => status)).toEqual(writes.map(() => 200));
    expect(await getBucket.run(mine, address)).toMatchObject({ fileCount: 6, sizeBytes: 900 });
  });

  test("are copied from what the caller may read, and from nothing else", async () => {
    const [source, target] = [await scene(), await scene()];
    const xetHash = await source.upload(randomBytes(700));
    await source.batch([{ type: "addFile", path: "a", xetHash }]);
    const name = `${source.user.username}/things`;
    const copy = { type: "copyFile", path: "copied", xetHash, sourceRepoType: "bucket", sourceRepoId: name };
    expect((await target.batch([copy])).status).toBe(422);
    await updateBucket.run(source.mine, { ...source.address, visibility: "public" });
    expect((await target.batch([copy])).status).toBe(200);
    await deleteBucket.run(source.mine, source.address);
    const { items } = await target.list();
    expect(items).toMatchObject([{ path: "copied", size: 700, xetHash }]);
    expect(await readAll(target.bucket.id, xetHash)).toHaveLength(700);

    const { repo } = await repoWith(source.mine, { name: "hidden", visibility: "private", texts: { "a.txt": "a" } });
    const hidden = { ...copy, sourceRepoType: "model", sourceRepoId: `${repo.namespace}/${repo.name}` };
    const none = { ...hidden, sourceRepoId: `${repo.namespace}/none` };
    const told = async (line: object) => JSON.stringify(await (await target.batch([line])).json());
    expect((await told(hidden)).replace("hidden", "none")).toBe(await told(none));
  });
});

describe("what buckets keep", () => {
  test("stays while a bucket has it, and goes two days after the last one let it go", async () => {
    const { upload, batch, mine, address, bucket } = await scene();
    const [kept, dropped] = [await upload(randomBytes(3_000)), await upload(randomBytes(3_000))];
    await batch([
      { type: "addFile", path: "kept", xetHash: kept },
      { type: "addFile", path: "dropped", xetHash: dropped },
    ]);
    const sweep = async (days: number) => {
      const later = world.later(days * DAY_MS);
      await hubHandlers.handlers.sweepBuckets(later, {}, quiet);
      await collectGarbageNow(later, quiet);
    };
    const isKnown = async (hash: string) =>
      (await mine.db.execute(sql`select 1 from xet_files where hash = ${hash}`)).length > 0;
    await sweep(3);
    expect([await isKnown(kept), await isKnown(dropped)]).toEqual([true, true]);
    expect(await readAll(bucket.id, kept)).toHaveLength(3_000);
    await deleteBucketFiles.run(mine, { ...address, paths: ["dropped"] });
    await sweep(0.5);
    expect(await isKnown(dropped)).toBe(true);
    await sweep(3);
    expect([await isKnown(kept), await isKnown(dropped)]).toEqual([true, false]);
    await deleteBucket.run(mine, address);
    await sweep(3);
    expect(await isKnown(kept)).toBe(false);
  });

  test("counts in the storage of its owner, and goes with the owner", async () => {
    const { user, put, mine } = await scene();
    await put("a", randomBytes(1_234));
    expect(await bytesOfOwner(mine, user.userId)).toBe(1_234);
    const payload = { ownerId: user.userId };
    for (const _ of [1, 2]) await hubHandlers.handlers.removeReposOfOwner(world.system(), payload, quiet);
    expect((await listBuckets.run(mine, ListBucketsInput.parse({ owner: user.username }))).items).toEqual([]);
    expect(await bytesOfOwner(mine, user.userId)).toBe(0);
  });
});
