import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { conformsToObjectStore } from "@/server/ports/object-store.conformance";
import { createFilesystemObjects } from "../objects-filesystem";
import { createMovingObjects } from ".";

const files = async () => createFilesystemObjects({ root: await mkdtemp(join(tmpdir(), "objects-")) });

async function open() {
  const [to, from] = [await files(), await files()];
  return { to, from, both: createMovingObjects({ to, from }) };
}
const bytes = (content: string) => new Blob([content]).stream();

describe("objects that move from one store to another", () => {
  conformsToObjectStore(async () => (await open()).both);

  test("are read from where they are, and the new store wins", async () => {
    const { to, from, both } = await open();
    await from.put("a/old", bytes("old"), 3);
    await from.put("a/moved", bytes("before"), 6);
    await to.put("a/moved", bytes("after"), 5);
    expect(await text(await both.get("a/old", { start: 1, end: 2 }))).toBe("ld");
    expect(await text(await both.get("a/moved"))).toBe("after");
    expect([await both.stat("a/old"), await both.stat("a/moved")]).toEqual([{ size: 3 }, { size: 5 }]);
    const keys: string[] = [];
    for await (const { key } of both.list("a/")) keys.push(key);
    expect(keys.sort()).toEqual(["a/moved", "a/old"]);
  });

  test("are written to the new store only, and removed from both", async () => {
    const { to, from, both } = await open();
    await both.put("new", bytes("new"), 3);
    expect([await to.stat("new"), await from.stat("new")]).toEqual([{ size: 3 }, null]);
    await from.put("new", bytes("old"), 3);
    await both.remove("new");
    expect([await to.stat("new"), await from.stat("new")]).toEqual([null, null]);
  });

  test("get another name although they are in the old store", async () => {
    const { to, from, both } = await open();
    await from.put("a", bytes("hello"), 5);
    await both.move("a", "b");
    expect(await text(await to.get("b"))).toBe("hello");
    expect([await from.stat("a"), await both.stat("a")]).toEqual([null, null]);
  });
});
