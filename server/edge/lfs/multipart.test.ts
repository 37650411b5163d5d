import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { findObject, openObject, readXetToken } from "@/server/content";
import { collectGarbageNow } from "@/server/content/collect-garbage";
import { UPLOADS_FOLDER } from "@/server/content/object-key";
import { verifyFileNow } from "@/server/content/xet/verify-file";
import { updateDiscussionSettings } from "@/server/discussions/update-discussion-settings";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { removeCollaborator } from "@/server/hub/collaborators/remove-collaborator";
import { addRepo } from "@/server/hub/repositories/create-repo";
import { SettingValues } from "@/server/settings/contract";
import { writeSettings } from "@/server/settings/store";
import { setupHubServer } from "@/server/testing/hub-server";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { packFile, setupXet } from "@/server/testing/xet";

const MIB = 1024 ** 2;
const SIZE = 2 * MIB + 10;
const world = setupWorld();
const hub = setupHubServer(world);
beforeAll(() => writeSettings(world.system(), 0, SettingValues.parse({ multipartBytes: MIB })));

async function place() {
  const user = await world.user();
  const repo = await addRepo(world.as(user), { shelf: "models", name: "it", visibility: "public", description: "" });
  const { secret } = await world.token(user);
  return { user, repo, secret, path: `/${user.username}/it.git/info/lfs/objects/batch` };
}

interface Action {
  readonly href: string;
  readonly header: Readonly<Record<string, string>>;
}

async function ask(
  { path, secret }: { path: string; secret: string },
  objects: readonly object[],
  transfers: string[],
) {
  const body = JSON.stringify({ operation: "upload", transfers, objects });
  const answer = await hub.fetch(path, { method: "POST", token: secret, body });
  return { status: answer.status, body: await answer.json() };
}

/** An upload as the Hugging Face clients begin it, and their next steps. */
async function begin(at: Awaited<ReturnType<typeof place>>, bytes = randomBytes(SIZE)) {
  const oid = shaOf(bytes);
  const { body } = await ask(at, [{ oid, size: bytes.length }], ["basic", "multipart"]);
  expect(body).toMatchObject({ transfer: "multipart" });
  const { upload, verify } = body.objects[0].actions as { upload: Action; verify: Action };
  const { chunk_size, ...links } = upload.header;
  const step = Number(chunk_size);
  const put = async (number: number, part = bytes.subarray((number - 1) * step, number * step)) => {
    const answer = await fetch(links[String(number).padStart(5, "0")] ?? "", { method: "PUT", body: part });
    return { status: answer.status, partNumber: number, etag: answer.headers.get("etag") ?? "" };
  };
  const complete = async (parts: readonly object[], claim = oid) => {
    const answer = await fetch(upload.href, { method: "POST", body: JSON.stringify({ oid: claim, parts }) });
    return answer.status;
  };
  const isKept = async () => (await findObject(world.system(), { repoId: at.repo.id, oid })) !== null;
  return { ...{ bytes, oid, links, step, upload, verify }, put, complete, isKept };
}

async function partsLeft() {
  const keys: string[] = [];
  for await (const { key } of world.system().ports.objects.list(UPLOADS_FOLDER)) keys.push(key);
  return keys;
}

describe("a file in parts", () => {
  test("has a link for each part in their order, arrives in any order, and is verified", async () => {
    const at = await place();
    const before = await partsLeft();
    const { bytes, links, step, put, complete, verify, oid } = await begin(at);
    expect([step, Object.keys(links)]).toEqual([MIB, ["00001", "00002", "00003"]]);
    const parts = [await put(3), await put(1), await put(2)].sort((one, two) => one.partNumber - two.partNumber);
    expect(parts.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await complete(parts)).toBe(200);
    const claim = JSON.stringify({ oid, size: bytes.length });
    expect((await fetch(verify.href, { method: "POST", body: claim })).status).toBe(200);
    expect(await complete(parts)).toBe(200);
    expect(await partsLeft()).toEqual(before);
    const { body } = await ask(at, [{ oid, size: bytes.length }], ["basic", "multipart"]);
    expect(body).toMatchObject({ transfer: "basic", objects: [{ oid, size: bytes.length }] });
    expect(body.objects[0].actions).toBeUndefined();
  });

  test("is offered for large files only, to who knows it; an unknown way alone is refused in words", async () => {
    const at = await place();
    const large = { oid: shaOf(randomBytes(9)), size: SIZE };
    const small = { oid: shaOf(randomBytes(9)), size: 10 };
    expect((await ask(at, [small], ["basic", "multipart"])).body.transfer).toBe("basic");
    expect((await ask(at, [large], ["basic"])).body.transfer).toBe("basic");
    const { body } = await ask(at, [large, small], ["lfs-standalone-file", "multipart", "basic"]);
    expect(
      body.objects.map(({ actions }: { actions: { upload: Action } }) => actions.upload.header.chunk_size),
    ).toEqual([String(MIB), String(MIB)]);
    const refused = await ask(at, [small], ["lfs-standalone-file"]);
    expect([refused.status, refused.body.message]).toEqual([422, expect.stringContaining("lfs-standalone-file")]);
  });
});

describe("what is wrong with parts", () => {
  test("a part of another length, one too many, and one that is missing are refused; nothing can be seen", async () => {
    const { bytes, put, complete, links, isKept } = await begin(await place());
    expect((await put(1, bytes.subarray(0, 10))).status).toBe(422);
    expect((await put(3, bytes.subarray(0, 100))).status).toBe(422);
    const beyond = (links["00001"] ?? "").replace("/parts/1?", "/parts/4?");
    expect((await fetch(beyond, { method: "PUT", body: "x" })).status).toBe(404);
    expect(await complete([await put(1), await put(3)])).toBe(409);
    expect(await isKept()).toBe(false);
  });

  test("parts of other bytes are thrown away, so that the next try begins anew", async () => {
    const { put, complete, isKept } = await begin(await place());
    const before = await partsLeft();
    const wrong = [await put(1, randomBytes(MIB)), await put(2), await put(3)];
    expect(await complete(wrong)).toBe(422);
    expect([await isKept(), await partsLeft()]).toEqual([false, before]);
    expect(await complete(wrong)).toBe(409);
    expect(await complete([await put(1), await put(2), await put(3)])).toBe(200);
  });

  test("the parts that are named must be those that arrived", async () => {
    const { put, complete, oid, isKept } = await begin(await place());
    const [one, two, three] = [await put(1), await put(2), await put(3)];
    const other = { ...two, etag: one.etag };
    for (const parts of [[], [one, two], [one, other, three], [one, two, three, { ...three, partNumber: 4 }]]) {
      expect(await complete(parts)).toBe(422);
    }
    expect(await complete([one, two, three], shaOf(randomBytes(3)))).toBe(422);
    expect(await isKept()).toBe(false);
    expect(await complete([one, two, three], oid)).toBe(200);
  });

  test("two clients that finish the same upload, and two people that send the same file, all end well", async () => {
    const at = await place();
    const before = await partsLeft();
    const { bytes, put, complete, isKept } = await begin(at);
    const parts = [await put(1), await put(2), await put(3)];
    const friend = await world.user();
    const address = { shelf: "models", namespace: at.user.username, name: "it" } as const;
    await putCollaborator.run(world.as(at.user), { ...address, username: friend.username, role: "write" });
    const second = await begin({ ...at, secret: (await world.token(friend)).secret }, bytes);
    const others = [await second.put(1), await second.put(2), await second.put(3)];
    expect(await Promise.all([complete(parts), complete(parts), second.complete(others)])).toEqual([200, 200, 200]);
    expect([await isKept(), await partsLeft()]).toEqual([true, before]);
  });

  test("a link is for this object and its parts, and ends with the right to write or propose", async () => {
    const at = await place();
    const friend = await world.user();
    const address = { shelf: "models", namespace: at.user.username, name: "it" } as const;
    await putCollaborator.run(world.as(at.user), { ...address, username: friend.username, role: "write" });
    const { put, complete, upload, links, oid, isKept, verify, bytes } = await begin({
      ...at,
      secret: (await world.token(friend)).secret,
    });
    const small = randomBytes(10);
    const whole = { oid: shaOf(small), size: small.length };
    const { body } = await ask({ ...at, secret: (await world.token(friend)).secret }, [whole], ["basic"]);
    const parts = [await put(1), await put(2), await put(3)];
    const token = new URL(upload.href).searchParams.get("action") ?? "";
    const elsewhere = (links["00001"] ?? "").replace(oid, shaOf(randomBytes(5)));
    expect((await fetch(elsewhere, { method: "PUT", body: "x" })).status).toBe(403);
    expect((await fetch((links["00001"] ?? "").replace(token, "made-up"), { method: "PUT", body: "x" })).status).toBe(
      403,
    );
    expect((await fetch(upload.href.replace("/complete?", "?"), { method: "PUT", body: "x" })).status).toBe(403);
    await updateDiscussionSettings.run(world.as(at.user), { ...address, isEnabled: false });
    await removeCollaborator.run(world.as(at.user), { ...address, username: friend.username });
    expect(await complete(parts)).toBe(403);
    expect((await put(1)).status).toBe(403);
    const { href } = body.objects[0].actions.upload as Action;
    expect((await fetch(href, { method: "PUT", body: small })).status).toBe(403);
    const claim = JSON.stringify({ oid, size: bytes.length });
    expect((await fetch(verify.href, { method: "POST", body: claim })).status).toBe(403);
    expect(await isKept()).toBe(false);
  });

  test("what nobody finishes is collected after three days", async () => {
    const { put } = await begin(await place());
    await put(1);
    expect(await partsLeft()).not.toEqual([]);
    await collectGarbageNow(world.later(3 * 86_400_000 + 60_000), new AbortController().signal);
    expect(await partsLeft()).toEqual([]);
  });
});

describe("an answer to a batch", () => {
  test("has no more links than a hundred large files need", async () => {
    const at = await place();
    const objects = Array.from({ length: 101 }, (_, index) => ({ oid: shaOf(`${index}`), size: 200 * 1024 ** 3 }));
    expect((await ask(at, objects, ["multipart"])).status).toBe(413);
    const { body } = await ask(at, objects.slice(0, 1), ["multipart"]);
    expect(Object.keys(body.objects[0].actions.upload.header)).toHaveLength(501);
  });

  test("gives who only proposes a token that knows nothing of the owner's other repositories", async () => {
    const at = await place();
    const { secret } = await world.token(await world.user());
    const tokenFor = async (who: string) => {
      const { body } = await ask({ ...at, secret: who }, [{ oid: shaOf("x"), size: 1 }], ["xet"]);
      return readXetToken(world.system(), body.objects[0].actions.upload.header["X-Xet-Access-Token"]);
    };
    expect(await tokenFor(at.secret)).toMatchObject({ ownerId: at.repo.ownerId, reachesUnsafe: false });
    expect(await tokenFor(secret)).toMatchObject({ ownerId: at.repo.id, reachesUnsafe: false });
  });

  test("asks for a file of which somebody only claimed that it is here", async () => {
    const at = await place();
    const { send, claim } = setupXet(world);
    const bytes = randomBytes(SIZE);
    const oid = shaOf(bytes);
    const to = { repoId: at.repo.id, ownerId: at.repo.id };
    const poison = packFile(randomBytes(SIZE));
    await send(to, poison);
    await claim(to, poison, { oid });

    const { put, complete } = await begin(at, bytes);
    expect(await complete([await put(1), await put(2), await put(3)])).toBe(200);
    await verifyFileNow(world.system(), poison.file, new AbortController().signal);
    const { body } = await openObject(world.system(), { repoId: at.repo.id, oid });
    expect((await buffer(body)).equals(bytes)).toBe(true);
  });
});
