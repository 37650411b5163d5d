import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createFilesystemObjects } from "@/server/adapters/objects-filesystem";
import { shaOf } from "@/server/testing/sha-of";
import { loadObjects } from "./load-objects";

const place = mkdtempSync(join(tmpdir(), "yard-objects-"));
afterAll(() => rmSync(place, { recursive: true }));

function saved(folder: string, path: string, text: string) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return { path, bytes: text.length, sha256: shaOf(text) };
}

test.each([
  ["objects/lfs/aa", "restored"],
  ["runtimes/llama-cpp/main.mjs", "bad_key"],
  ["secret", "bad_key"],
])("a list of objects that names %s is %s", async (path, outcome) => {
  const folder = join(place, path.replaceAll("/", "-"));
  const data = join(folder, "data");
  const object = saved(folder, path, "bytes");
  const list = saved(folder, "objects.jsonl", `${JSON.stringify(object)}\n`);
  const objects = { ...list, count: 1, totalBytes: 5 };
  const told = await loadObjects(folder, createFilesystemObjects({ root: join(data, "objects") }), { objects }).then(
    () => "restored",
    (error) => error.reason,
  );
  expect([told, existsSync(join(data, path))]).toEqual([outcome, outcome === "restored"]);
});
