import { execFile } from "node:child_process";
import { mkdtemp, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { type TarEntry, tarGzipOf } from "./tar";

const run = promisify(execFile);
const changedAt = new Date("2026-01-02T03:04:05Z");

function entry(path: string, content: string, facts: Partial<TarEntry> = {}): TarEntry {
  const bytes = Buffer.from(content);
  return {
    path,
    size: bytes.byteLength,
    isExecutable: false,
    link: null,
    changedAt,
    async open() {
      return (async function* () {
        yield bytes;
      })();
    },
    ...facts,
  };
}

async function packed(entries: readonly TarEntry[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of tarGzipOf(entries)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe("a tar archive", () => {
  test("is unpacked by tar: long and foreign names, links, modes, empty files, times", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tar-"));
    const long = `x/${"deep/".repeat(40)}file.txt`;
    const bytes = await packed([
      entry("x/empty", ""),
      entry("x/block", "b".repeat(512)),
      entry("x/run.sh", "#!/bin/sh\n", { isExecutable: true }),
      entry(long, "long"),
      entry("x/你好 Grüße.txt", "hello"),
      entry("x/link", "", { link: async () => "block" }),
    ]);
    await writeFile(join(folder, "a.tar.gz"), bytes);
    await run("tar", ["-xzf", "a.tar.gz"], { cwd: folder });
    const read = (path: string) => readFile(join(folder, path), "utf8");
    expect(await read("x/empty")).toBe("");
    expect(await read("x/block")).toBe("b".repeat(512));
    expect(await read(long)).toBe("long");
    expect(await read("x/你好 Grüße.txt")).toBe("hello");
    expect(await readlink(join(folder, "x/link"))).toBe("block");
    const script = await stat(join(folder, "x/run.sh"));
    expect([script.mode & 0o777, script.mtime.toISOString()]).toEqual([0o755, changedAt.toISOString()]);
    await rm(folder, { recursive: true });
  });

  test("ends with an error, and no complete archive, when a file is not as long as it was said", async () => {
    await expect(packed([entry("a", "short", { size: 6 })])).rejects.toThrow("a has 5 bytes and not 6");
  });

  test("stops reading when nobody reads it any more", async () => {
    let isClosed = false;
    const endless = entry("big", "", {
      size: 2 ** 40,
      async open() {
        return (async function* () {
          try {
            for (;;) yield Buffer.alloc(65_536, 1);
          } finally {
            isClosed = true;
          }
        })();
      },
    });
    for await (const chunk of tarGzipOf([endless])) {
      expect(chunk.byteLength).toBeGreaterThan(0);
      break;
    }
    await expect.poll(() => isClosed).toBe(true);
  });
});
