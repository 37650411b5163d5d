import { randomBytes, randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { findObject, findObjects, linkObject, openObject, putObject, sizesOfRepositories, unlinkRepository } from ".";
import { keyOf } from "./object-key";

const world = setupWorld();
const stream = (content: string) => new Blob([content]).stream();

async function put(content: string, repoId: string = randomUUID()) {
  const oid = shaOf(content);
  await putObject(world.system(), { repoId, oid, size: Buffer.byteLength(content), body: stream(content) });
  return { repoId, oid };
}
const fresh = () => randomBytes(12).toString("hex");

describe("keeping large files", () => {
  test("gives back what was put, whole or in part", async () => {
    const { repoId, oid } = await put("0123456789");
    const whole = await openObject(world.system(), { repoId, oid });
    expect([whole.size, await text(whole.body)]).toEqual([10, "0123456789"]);
    const part = await openObject(world.system(), { repoId, oid, range: { start: 8, end: 500 } });
    expect([part.size, await text(part.body)]).toEqual([10, "89"]);
  });

  test("keeps the empty file", async () => {
    const { repoId, oid } = await put("");
    expect(await text((await openObject(world.system(), { repoId, oid })).body)).toBe("");
  });

  test.each([
    ["wrong_oid", { oid: shaOf("other"), size: 5 }],
    ["wrong_size", { oid: shaOf("hello"), size: 4 }],
    ["wrong_size", { oid: shaOf("hello"), size: 6 }],
  ])("a body that is not what was announced is refused (%s), and nothing of it is kept", async (reason, claim) => {
    const repoId = randomUUID();
    await expect(putObject(world.system(), { repoId, ...claim, body: stream("hello") })).rejects.toMatchObject({
      code: "invalid",
      reason,
    });
    expect(await findObject(world.system(), { repoId, oid: claim.oid })).toBeNull();
    expect(await world.system().ports.objects.stat(keyOf(claim.oid))).toBeNull();
  });

  test("knowing a hash gives nothing: another repository must send the bytes", async () => {
    const content = fresh();
    const { oid } = await put(content);
    const thief = { repoId: randomUUID(), oid };
    expect(await findObject(world.system(), thief)).toBeNull();
    await expect(openObject(world.system(), thief)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      putObject(world.system(), { ...thief, size: content.length, body: stream("x".repeat(content.length)) }),
    ).rejects.toMatchObject({ reason: "wrong_oid" });
    expect(await findObject(world.system(), thief)).toBeNull();

    await put(content, thief.repoId);
    expect(await findObject(world.system(), thief)).toEqual({ size: content.length });
  });

  test("an object is linked from a repository that has it, and from no other", async () => {
    const { repoId, oid } = await put(fresh());
    const toRepoId = randomUUID();
    await expect(linkObject(world.system(), { fromRepoId: randomUUID(), toRepoId, oid })).rejects.toMatchObject({
      code: "not_found",
    });
    await linkObject(world.system(), { fromRepoId: repoId, toRepoId, oid });
    await linkObject(world.system(), { fromRepoId: repoId, toRepoId, oid });
    expect(await findObjects(world.system(), { repoId: toRepoId, oids: [oid, shaOf("none")] })).toEqual(
      new Map([[oid, 24]]),
    );
  });

  test("two uploads of the same bytes at once both succeed", async () => {
    const content = fresh();
    const [one, two] = await Promise.all([put(content), put(content)]);
    for (const wanted of [one, two]) expect(await text((await openObject(world.system(), wanted)).body)).toBe(content);
  });

  test("a client that vanishes leaves nothing behind, and its second try succeeds", async () => {
    const content = fresh();
    const [repoId, oid] = [randomUUID(), shaOf(content)];
    const vanishing = (async function* () {
      yield Buffer.from(content.slice(0, 5));
      throw new Error("aborted");
    })();
    await expect(putObject(world.system(), { repoId, oid, size: 24, body: vanishing })).rejects.toThrow("aborted");
    expect(await world.system().ports.objects.stat(keyOf(oid))).toBeNull();
    await put(content, repoId);
    expect(await findObject(world.system(), { repoId, oid })).toEqual({ size: 24 });
  });

  test.each([
    { start: 10, end: 12 },
    { start: 5, end: 4 },
    { start: -1, end: 3 },
  ])("the range %j of ten bytes is refused", async (range) => {
    const wanted = await put("0123456789");
    await expect(openObject(world.system(), { ...wanted, range })).rejects.toMatchObject({
      reason: "range_not_satisfiable",
    });
  });

  test("bytes that the store has lost are reported as lost, and come back with the next upload", async () => {
    const content = fresh();
    const wanted = await put(content);
    await world.system().ports.objects.remove(keyOf(wanted.oid));
    await expect(openObject(world.system(), wanted)).rejects.toMatchObject({ reason: "object_lost" });
    await put(content, wanted.repoId);
    expect(await text((await openObject(world.system(), wanted)).body)).toBe(content);
  });

  test("the bytes of a repository are counted, and none are left when it is gone", async () => {
    const { repoId } = await put(fresh());
    await put(fresh(), repoId);
    expect(await sizesOfRepositories(world.system(), [repoId, randomUUID()])).toEqual(new Map([[repoId, 48]]));
    await unlinkRepository(world.system(), repoId);
    expect(await sizesOfRepositories(world.system(), [repoId])).toEqual(new Map());
  });
});
