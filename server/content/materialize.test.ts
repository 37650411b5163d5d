import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { dropMaterialized, materialize, putObject } from ".";
import { keyOf } from "./object-key";

const world = setupWorld();

async function put(content: string) {
  const oid = shaOf(content);
  const repoId = randomUUID();
  const body = new Blob([content]).stream();
  await putObject(world.system(), { repoId, oid, size: Buffer.byteLength(content), body });
  return { repoId, oid };
}
const place = () => join(world.folder(), "runs", randomUUID(), "model");

describe("a folder of files for a run", () => {
  test("has objects as hard links and other files as copies, all read-only", async () => {
    const { repoId, oid } = await put("weights");
    const into = place();
    const opened = async () => new Blob(["{}"]).stream();
    const files = [
      { path: "model.gguf", oid },
      { path: "a/b/config.json", bytes: opened },
      { path: "README.md", bytes: Buffer.from("# Hi") },
    ];
    await materialize(world.system(), { repoId, files, into });

    expect(await readFile(join(into, "model.gguf"), "utf8")).toBe("weights");
    expect(await readFile(join(into, "a/b/config.json"), "utf8")).toBe("{}");
    const stored = await stat(world.system().ports.objects.localPath(keyOf(oid)) ?? "");
    expect((await stat(join(into, "model.gguf"))).ino).toBe(stored.ino);
    for (const path of ["model.gguf", "a/b/config.json", "README.md", "a"]) {
      expect((await stat(join(into, path))).mode & 0o222).toBe(0);
    }
  });

  test("is left alone when it is complete, and completed when a file is missing", async () => {
    const { repoId, oid } = await put("weights");
    const into = place();
    const files = [{ path: "model.gguf", oid }];
    await materialize(world.system(), { repoId, files, into });
    const before = await stat(into);
    await materialize(world.system(), { repoId, files, into });
    expect((await stat(into)).ino).toBe(before.ino);

    await materialize(world.system(), { repoId, files: [...files, { path: "b", bytes: Buffer.from("b") }], into });
    expect(await readFile(join(into, "b"), "utf8")).toBe("b");
  });

  test("holds another object under the same name once that is wanted", async () => {
    const [before, after] = [await put("aaaa"), await put("bbbb")];
    const into = place();
    for (const { repoId, oid } of [before, after]) {
      await materialize(world.system(), { repoId, files: [{ path: "model.gguf", oid }], into });
    }
    expect(await readFile(join(into, "model.gguf"), "utf8")).toBe("bbbb");
  });

  test("does not exist when a file could not be made, and works the next time", async () => {
    const { repoId, oid } = await put("weights");
    const into = place();
    const breaking = async (): Promise<AsyncIterable<Uint8Array>> => {
      throw new Error("git is gone");
    };
    const files = [
      { path: "model.gguf", oid },
      { path: "config.json", bytes: breaking },
    ];
    await expect(materialize(world.system(), { repoId, files, into })).rejects.toThrow("git is gone");
    await expect(stat(into)).rejects.toThrow("ENOENT");
    await materialize(world.system(), { repoId, files: files.slice(0, 1), into });
    expect(await readFile(join(into, "model.gguf"), "utf8")).toBe("weights");
  });

  test("clears away what a killed process left beside it", async () => {
    const into = place();
    const left = `${into}.${randomUUID()}.partial`;
    await mkdir(left, { recursive: true });
    await writeFile(join(left, "half"), "");
    await utimes(left, new Date(0), new Date(0));
    await materialize(world.system(), { repoId: randomUUID(), files: [], into });
    await expect(stat(left)).rejects.toThrow("ENOENT");
  });

  test("never holds an object of another repository", async () => {
    const { oid } = await put(randomBytes(8).toString("hex"));
    const plan = { repoId: randomUUID(), files: [{ path: "stolen", oid }], into: place() };
    await expect(materialize(world.system(), plan)).rejects.toMatchObject({ code: "not_found" });
  });

  test.each([
    ["../x"],
    ["/abs"],
    ["a//b"],
    [""],
    ["a/./b"],
    ["a\\b"],
    ["a\0"],
    ["new\nline"],
    ["x".repeat(256)],
    ["a/".repeat(3_000)],
  ])("refuses the name %j", async (path) => {
    const into = place();
    const plan = { repoId: randomUUID(), files: [{ path, bytes: Buffer.from("x") }], into };
    await expect(materialize(world.system(), plan)).rejects.toMatchObject({ code: "invalid", reason: "bad_path" });
    await expect(stat(into)).rejects.toThrow("ENOENT");
  });

  test.each([[["a", "a"]], [["a", "a/b"]], [["a/b/c", "a/b"]]])("refuses %j together", async (paths) => {
    const files = paths.map((path) => ({ path, bytes: Buffer.from("x") }));
    const plan = { repoId: randomUUID(), files, into: place() };
    await expect(materialize(world.system(), plan)).rejects.toMatchObject({ reason: "bad_path" });
  });

  test("is removed although it is read-only", async () => {
    const into = place();
    const files = [{ path: "a/b", bytes: Buffer.from("x") }];
    await materialize(world.system(), { repoId: randomUUID(), files, into });
    await dropMaterialized(into);
    await dropMaterialized(into);
    await expect(stat(into)).rejects.toThrow("ENOENT");
  });
});
