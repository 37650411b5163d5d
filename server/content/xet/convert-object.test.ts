import { randomBytes, randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { convertObject, findXetHashes, openObject, putObject } from "@/server/content";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { packFile, setupXet } from "@/server/testing/xet";
import { collectGarbageNow } from "../collect-garbage";
import { keyOf } from "../object-key";
import { verifyFileNow } from "./verify-file";
import { XORBS_FOLDER } from "./xorb-key";

const world = setupWorld();
const { stream, tenant, send, claim } = setupXet(world);
const quiet = new AbortController().signal;
type Tenant = ReturnType<typeof tenant>;

async function putWhole({ repoId }: Tenant, content: Buffer) {
  const oid = shaOf(content);
  await putObject(world.system(), { repoId, oid, size: content.byteLength, body: stream(content) });
  return oid;
}
const convert = (to: Tenant, oid: string) => convertObject(world.system(), { ...to, oid }, quiet);
const read = async (repoId: string, oid: string) => buffer((await openObject(world.system(), { repoId, oid })).body);

async function storedBytes() {
  const sizes = await Array.fromAsync(world.system().ports.objects.list(XORBS_FOLDER), ({ size }) => size);
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe("turning an object that came whole into chunks", () => {
  test("everybody who has it reads it as before, and the whole bytes go a day later", async () => {
    const content = Buffer.concat([
      randomBytes(5_000_000),
      Buffer.alloc(700_000),
      Buffer.from("words ".repeat(100_000)),
    ]);
    const [one, two] = [tenant(), tenant()];
    const oid = await putWhole(one, content);
    await putWhole(two, content);
    expect(await convert(one, oid)).toBe(true);
    expect(await convert(one, oid)).toBe(false);
    const packed = packFile(content);
    for (const { repoId } of [one, two]) {
      expect(await findXetHashes(world.system(), { repoId, oids: [oid] })).toEqual(new Map([[oid, packed.file]]));
    }
    await collectGarbageNow(world.later(2 * 24 * 3_600_000), quiet);
    expect(await world.system().ports.objects.stat(keyOf(oid))).toBeNull();
    for (const { repoId } of [one, two]) expect((await read(repoId, oid)).equals(content)).toBe(true);
  });

  test("chunks that the owner's repositories have are not kept again", async () => {
    const to = tenant();
    const content = randomBytes(4_000_000);
    await convert(to, await putWhole(to, content));
    const before = await storedBytes();
    const changed = Buffer.from(content);
    changed.fill(7, 2_000_000, 2_000_100);
    const repoId = randomUUID();
    const oid = await putWhole({ ...to, repoId }, changed);
    await convert({ ...to, repoId }, oid);
    expect((await storedBytes()) - before).toBeLessThan(400_000);
    expect((await read(repoId, oid)).equals(changed)).toBe(true);
  });

  test("a false claim of a repository that has the object whole takes nothing from it", async () => {
    const content = randomBytes(1_500_000);
    const [owner, victim] = [tenant(), tenant()];
    const oid = await putWhole(owner, content);
    await putWhole(victim, content);
    const poison = packFile(randomBytes(90_000));
    await send(victim, poison);
    await claim(victim, poison, { oid });
    await convert(owner, oid);
    expect((await read(victim.repoId, oid)).equals(content)).toBe(true);
    await verifyFileNow(world.system(), poison.file, quiet);
    expect((await read(victim.repoId, oid)).equals(content)).toBe(true);
  });

  test("an object that the store has damaged stays as it is", async () => {
    const to = tenant();
    const content = randomBytes(1_500_000);
    const oid = await putWhole(to, content);
    const { objects } = world.system().ports;
    await objects.remove(keyOf(oid));
    const other = randomBytes(1_500_000);
    await objects.put(keyOf(oid), stream(other), other.byteLength);
    expect(await convert(to, oid)).toBe(false);
    expect(await findXetHashes(world.system(), { repoId: to.repoId, oids: [oid] })).toEqual(new Map());
  });
});
