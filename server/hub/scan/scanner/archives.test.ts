import { execFile } from "node:child_process";
import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { zipBytes } from "@/server/testing/zip-bytes";
import { createBudget, LIMITS } from "./budget";
import { scanSource } from "./scan-source";
import { bufferSource } from "./source";

const run = promisify(execFile);
const evil = Buffer.from("\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x04true\x85R.", "latin1");

const scan = (content: Buffer, path = "m.nemo") =>
  scanSource(bufferSource(content), { path, budget: createBudget(), maxFindings: LIMITS.findings });
const kindsOf = (content: Buffer, path?: string) => scan(content, path).findings.map(({ kind }) => kind);

interface Facts {
  readonly type?: string;
  readonly target?: string;
  readonly prefix?: string;
  readonly body?: Buffer;
  /** Instead of the size of the body. */
  readonly size?: number;
}

function entry(name: string, { type = "0", target = "", prefix = "", body = Buffer.alloc(0), size }: Facts): Buffer {
  const header = Buffer.alloc(512);
  header.write(name);
  header.write((size ?? body.byteLength).toString(8).padStart(11, "0"), 124, "latin1");
  header.write(type, 156, "latin1");
  header.write(target, 157);
  header.write("ustar\0", 257, "latin1");
  header.write(prefix, 345);
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.byteLength % 512)) % 512)]);
}
const tarOf = (...entries: readonly Buffer[]) => Buffer.concat([...entries, Buffer.alloc(1_024)]);

function pax(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  const length = rest.length + String(rest.length + 2).length;
  return entry("pax", { type: "x", body: Buffer.from(`${length}${rest}`) });
}

describe("a tar archive is told to lead out of its folder (F2) by", () => {
  test.each<[string, Buffer]>([
    ["an absolute path", entry("/etc/cron.d/x", {})],
    ["a drive", entry("C:\\x", {})],
    ["..", entry("a/../../x", {})],
    [".. between backslashes", entry("a\\..\\..\\x", {})],
    [".. in front of a long name", entry("x", { prefix: ".." })],
    ["a symbolic link to an absolute path", entry("a", { type: "2", target: "/etc/passwd" })],
    ["a symbolic link upwards", entry("a/b", { type: "2", target: "../../x" })],
    ["a hard link to an absolute path", entry("a", { type: "1", target: "/etc/shadow" })],
    ["a hard link upwards", entry("a/b/c", { type: "1", target: "../x" })],
    ["a character device", entry("null", { type: "3" })],
    ["a block device", entry("disk", { type: "4" })],
    ["a pipe", entry("pipe", { type: "6" })],
    ["a name in a header of pax", Buffer.concat([pax("path", "../x"), entry("x", {})])],
    ["a target in a header of pax", Buffer.concat([pax("linkpath", "/etc"), entry("a", { type: "2", target: "b" })])],
    [
      "a long name of GNU",
      Buffer.concat([entry("@", { type: "L", body: Buffer.from("/x\0") }), entry("x", { body: Buffer.from("x") })]),
    ],
  ])("%s", (_, bytes) => {
    const { findings } = scan(tarOf(bytes));
    expect(findings).toMatchObject([{ kind: "escaping_entry" }]);
  });

  test("nothing that stays inside", () => {
    const inside = [
      entry("./a/b.txt", { body: Buffer.from("b") }),
      entry("a/..b", {}),
      entry("a/link", { type: "2", target: "../c" }),
      entry("a/hard", { type: "1", target: "a/b.txt" }),
      entry("a/", { type: "5" }),
    ];
    expect(scan(tarOf(...inside)).findings).toEqual([]);
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
  const to = (name: string, target: string, type = "2") => entry(name, { type, target });
  const named = (...entries: readonly Buffer[]) =>
    scan(tarOf(...entries)).findings.map(({ kind, name }) => [kind, name]);

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
    ["a hard link to a file", [entry("a/b", {}), to("c", "a/b", "1")]],
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
    const hidden = entry("weights.ckpt", { body: evil });
    const kinds = kindsOf(tarOf(entry("a", { type, target: "b", size: hidden.byteLength }), hidden));
    expect(kinds).toEqual(expect.arrayContaining(["misleading_archive", "dangerous_global"]));
  });

  test("behind a size that only pax says", () => {
    const body = Buffer.concat([evil, Buffer.alloc(512)]);
    const bytes = tarOf(pax("size", String(evil.byteLength)), entry("weights.ckpt", { body, size: 0 }));
    expect(kindsOf(bytes)).toContain("dangerous_global");
  });

  test("behind a size that stands in the text of another record of pax", () => {
    const hidden = Buffer.concat([
      entry("readme.txt", { body: Buffer.from("x") }),
      entry("weights.ckpt", { body: evil }),
    ]);
    const bytes = tarOf(pax("comment", `x\n14 size=${hidden.byteLength - 512}`), hidden);
    expect(kindsOf(bytes)).toContain("dangerous_global");
  });

  test("behind a size that a global header of pax gives to every entry", () => {
    const bytes = tarOf(entry("pax", { type: "g", body: Buffer.from("12 size=512\n") }), entry("weights.ckpt", {}));
    expect(kindsOf(bytes)).toContain("misleading_archive");
  });

  test("behind records of pax that are none, which is not called safe", () => {
    const bytes = tarOf(entry("pax", { type: "x", body: Buffer.from("99 path=a\n") }), entry("a", {}));
    expect(scan(bytes)).toMatchObject({ reason: "damaged" });
  });

  test("in a sparse file, which is not called safe", () => {
    const bytes = tarOf(pax("GNU.sparse.major", "1"), entry("weights.ckpt", { body: Buffer.from("1\n0\n9\n") }));
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
    const inner = tarOf(entry("../x", { body: Buffer.from("x") }));
    expect(scan(zipBytes([["in.tar", { bytes: inner }]]), "m.zip").findings).toMatchObject([
      { kind: "escaping_entry", name: "../x", place: expect.stringContaining("in.tar") },
    ]);
  });
});
