import { execFile } from "node:child_process";
import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { EVIL_PICKLE } from "@/server/testing/pickles";
import { tarBytes, tarEntry } from "@/server/testing/tar-bytes";
import { zipBytes } from "@/server/testing/zip-bytes";
import { createBudget, LIMITS } from "./budget";
import { scanSource } from "./scan-source";
import { bufferSource } from "./source";

const run = promisify(execFile);

const scan = (content: Buffer, path = "m.nemo") =>
  scanSource(bufferSource(content), { path, budget: createBudget(), maxFindings: LIMITS.findings });
const kindsOf = (content: Buffer, path?: string) => scan(content, path).findings.map(({ kind }) => kind);

function pax(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  const length = rest.length + String(rest.length + 2).length;
  return tarEntry("pax", { type: "x", body: Buffer.from(`${length}${rest}`) });
}

describe("a tar archive is told to lead out of its folder (F2) by", () => {
  test.each<[string, Buffer]>([
    ["an absolute path", tarEntry("/etc/cron.d/x", {})],
    ["a drive", tarEntry("C:\\x", {})],
    ["..", tarEntry("a/../../x", {})],
    [".. between backslashes", tarEntry("a\\..\\..\\x", {})],
    [".. in front of a long name", tarEntry("x", { prefix: ".." })],
    ["a symbolic link to an absolute path", tarEntry("a", { type: "2", target: "/etc/passwd" })],
    ["a symbolic link upwards", tarEntry("a/b", { type: "2", target: "../../x" })],
    ["a hard link to an absolute path", tarEntry("a", { type: "1", target: "/etc/shadow" })],
    ["a hard link upwards", tarEntry("a/b/c", { type: "1", target: "../x" })],
    ["a character device", tarEntry("null", { type: "3" })],
    ["a block device", tarEntry("disk", { type: "4" })],
    ["a pipe", tarEntry("pipe", { type: "6" })],
    ["a name in a header of pax", Buffer.concat([pax("path", "../x"), tarEntry("x", {})])],
    [
      "a target in a header of pax",
      Buffer.concat([pax("linkpath", "/etc"), tarEntry("a", { type: "2", target: "b" })]),
    ],
    [
      "a long name of GNU",
      Buffer.concat([
        tarEntry("@", { type: "L", body: Buffer.from("/x\0") }),
        tarEntry("x", { body: Buffer.from("x") }),
      ]),
    ],
  ])("%s", (_, bytes) => {
    const { findings } = scan(tarBytes(bytes));
    expect(findings).toMatchObject([{ kind: "escaping_entry" }]);
  });

  test("nothing that stays inside", () => {
    const inside = [
      tarEntry("./a/b.txt", { body: Buffer.from("b") }),
      tarEntry("a/..b", {}),
      tarEntry("a/link", { type: "2", target: "../c" }),
      tarEntry("a/hard", { type: "1", target: "a/b.txt" }),
      tarEntry("a/", { type: "5" }),
    ];
    expect(scan(tarBytes(...inside)).findings).toEqual([]);
  });

  test("what the real tar packs", async () => {
    const folder = await mkdtemp(join(tmpdir(), "packed-"));
    const packed = async (...args: string[]) => {
      await run("tar", ["-cPf", "a.tar", ...args], { cwd: folder });
      return kindsOf(await readFile(join(folder, "a.tar")));
    };
    await mkdir(join(folder, "m"));
    await writeFile(join(folder, "m/file"), "x");
    await link(join(folder, "m/file"), join(folder, "m/same"));
    await symlink("file", join(folder, "m/near"));
    expect(await packed("m")).toEqual([]);
    await symlink("/etc/passwd", join(folder, "far"));
    await run("mkfifo", ["pipe"], { cwd: folder });
    for (const path of ["far", "pipe", join(folder, "m/file"), "m/../m/file"]) {
      expect(await packed(path)).toEqual(["escaping_entry"]);
    }
    await rm(folder, { recursive: true });
  });
});

describe("links through each other (F2)", () => {
  const to = (name: string, target: string, type = "2") => tarEntry(name, { type, target });
  const named = (...entries: readonly Buffer[]) =>
    scan(tarBytes(...entries)).findings.map(({ kind, name }) => [kind, name]);

  test.each<[string, readonly Buffer[]]>([
    ["upwards through one that leads to the top", [to("a/top", ".."), to("out", "a/top/..")]],
    ["the one that is passed stands behind", [to("out", "a/top/.."), to("a/top", "..")]],
    ["by three of them", [to("a/b/top", "../.."), to("over", "a/b/top"), to("out", "over/../x")]],
    ["by a hard link to a symbolic one of a deeper folder", [to("a/b/up", "../.."), to("out", "a/b/up", "1")]],
    [
      "by a hard link to a file behind them",
      [to("a/top", ".."), to("over", "a/top"), to("out", "over/x/../../y", "1")],
    ],
    ["by one name with two targets", [to("a", "b"), to("a", "c"), to("out", "a/x")]],
  ])("lead out: %s", (_, entries) => {
    expect(named(...entries)).toContainEqual(["escaping_entry", expect.stringMatching(/^(?:out|a)$/)]);
  });

  test.each<[string, readonly Buffer[]]>([
    ["as libraries name their versions", [to("lib/a.so", "a.so.1"), to("lib/a.so.1", "a.so.1.2")]],
    ["folder after folder", [to("now", "releases/1"), to("bin/run", "../now/bin/run"), to("x", "now/lib/..")]],
    ["in a circle, which nobody follows", [to("a", "b"), to("b", "a"), to("c", "a/x")]],
    ["a hard link to a file", [tarEntry("a/b", {}), to("c", "a/b", "1")]],
  ])("stay inside: %s", (_, entries) => {
    expect(named(...entries)).toEqual([]);
  });

  test("in a zip archive", () => {
    const link = (target: string) => ({ mode: 0o120777, bytes: Buffer.from(target) });
    const bytes = zipBytes([
      ["a/top", link("..")],
      ["out", link("a/top/..")],
    ]);
    expect(scan(bytes, "m.zip").findings).toMatchObject([{ kind: "escaping_entry", name: "out" }]);
  });

  test("what the real tar packs, and where a file goes that is written through it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "linked-"));
    const inside = join(folder, "deep/inside");
    await mkdir(join(inside, "a"), { recursive: true });
    await symlink("..", join(inside, "a/top"));
    await symlink("a/top/..", join(inside, "out"));
    await run("tar", ["-cf", "../a.tar", "a", "out"], { cwd: inside });
    expect(scan(await readFile(join(folder, "deep/a.tar"))).findings).toMatchObject([
      { kind: "escaping_entry", name: "out" },
    ]);
    await writeFile(join(inside, "out/written"), "x");
    expect(await readFile(join(folder, "deep/written"), "utf8")).toBe("x");
    await rm(folder, { recursive: true });
  });
});

describe("a tar archive hides no pickle (F2)", () => {
  test.each(["1", "2", "3", "4", "5", "6"])("behind an entry of type %s with a size that readers ignore", (type) => {
    const hidden = tarEntry("weights.ckpt", { body: EVIL_PICKLE });
    const kinds = kindsOf(tarBytes(tarEntry("a", { type, target: "b", size: hidden.byteLength }), hidden));
    expect(kinds).toEqual(expect.arrayContaining(["misleading_archive", "dangerous_global"]));
  });

  test("behind a size that only pax says", () => {
    const body = Buffer.concat([EVIL_PICKLE, Buffer.alloc(512)]);
    const bytes = tarBytes(pax("size", String(EVIL_PICKLE.byteLength)), tarEntry("weights.ckpt", { body, size: 0 }));
    expect(kindsOf(bytes)).toContain("dangerous_global");
  });

  test("behind a size that stands in the text of another record of pax", () => {
    const hidden = Buffer.concat([
      tarEntry("readme.txt", { body: Buffer.from("x") }),
      tarEntry("weights.ckpt", { body: EVIL_PICKLE }),
    ]);
    const bytes = tarBytes(pax("comment", `x\n14 size=${hidden.byteLength - 512}`), hidden);
    expect(kindsOf(bytes)).toContain("dangerous_global");
  });

  test("behind a size that a global header of pax gives to every entry", () => {
    const bytes = tarBytes(
      tarEntry("pax", { type: "g", body: Buffer.from("12 size=512\n") }),
      tarEntry("weights.ckpt", {}),
    );
    expect(kindsOf(bytes)).toContain("misleading_archive");
  });

  test("behind records of pax that are none, which is not called safe", () => {
    const bytes = tarBytes(tarEntry("pax", { type: "x", body: Buffer.from("99 path=a\n") }), tarEntry("a", {}));
    expect(scan(bytes)).toMatchObject({ reason: "damaged" });
  });

  test("in a sparse file, which is not called safe", () => {
    const bytes = tarBytes(pax("GNU.sparse.major", "1"), tarEntry("weights.ckpt", { body: Buffer.from("1\n0\n9\n") }));
    expect(scan(bytes)).toMatchObject({ reason: "unsupported" });
  });
});

describe("a zip archive is told to lead out of its folder (F2) by", () => {
  const file = { bytes: Buffer.from("x") };
  test.each<[string, string, object]>([
    ["an absolute path", "/x", {}],
    ["a drive", "c:/x", {}],
    ["..", "a/../../x", {}],
    ["a symbolic link to an absolute path", "a", { mode: 0o120777, bytes: Buffer.from("/etc/passwd") }],
    ["a packed symbolic link upwards", "a", { mode: 0o120777, bytes: Buffer.from("../x"), isDeflated: true }],
    ["a character device", "a", { mode: 0o020666 }],
    ["a block device", "a", { mode: 0o060666 }],
    ["a pipe", "a", { mode: 0o010666 }],
  ])("%s", (_, name, facts) => {
    expect(kindsOf(zipBytes([[name, { ...file, ...facts }]]), "m.zip")).toEqual(["escaping_entry"]);
  });

  test("nothing that stays inside", () => {
    const bytes = zipBytes([
      ["a/b", file],
      ["a/link", { mode: 0o120777, bytes: Buffer.from("../c") }],
      ["a/run", { ...file, mode: 0o100755 }],
    ]);
    expect(kindsOf(bytes, "m.zip")).toEqual([]);
  });

  test("the archive that lies in it", () => {
    const inner = tarBytes(tarEntry("../x", { body: Buffer.from("x") }));
    expect(scan(zipBytes([["in.tar", { bytes: inner }]]), "m.zip").findings).toMatchObject([
      { kind: "escaping_entry", name: "../x", place: expect.stringContaining("in.tar") },
    ]);
  });
});
