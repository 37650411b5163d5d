import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { ScanReport } from "@/server/hub/contract/scan";
import { scanFilesNow } from "@/server/hub/scan/scan-files";
import { findFileScans, putFileScan } from "@/server/hub/scan/store";
import { SCANNER_VERSION } from "@/server/hub/scan/verdict";
import { readSettings } from "@/server/settings";
import { writeSettings } from "@/server/settings/store";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { setupXet } from "@/server/testing/xet";
import { zipBytes } from "@/server/testing/zip-bytes";

const world = setupWorld();
const server = setupHubServer(world);
const xet = setupXet(world);
const signal = new AbortController().signal;
const MIB = 1024 ** 2;

/** One line before what it would do, so long that the scanner gives up in it. */
const LONG_LINE = Buffer.concat([
  Buffer.from("I1\n0V"),
  Buffer.alloc(17 * MIB, "x"),
  Buffer.from("\n0cos\nsystem\n(S'true'\ntR."),
]);

function safetensors(size: number): Buffer {
  const header = Buffer.from(`{"w":{"dtype":"U8","shape":[${size}],"data_offsets":[0,${size}]}}`);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.byteLength));
  return Buffer.concat([length, header, Buffer.alloc(size, 0x63)]);
}

async function blockUnsafe() {
  const { version, updatedAt: _, ...values } = await readSettings(world.system().db);
  await writeSettings(world.system(), version, { ...values, blockUnsafe: "on" });
}

async function scanned(
  name: string,
  objects: Readonly<Record<string, Buffer>>,
  texts: Readonly<Record<string, string>>,
) {
  const ada = await world.user();
  const ctx = world.as(ada);
  const made = await repoWith(ctx, { name, visibility: "public", objects, texts });
  await scanFilesNow(ctx, { repoId: made.repo.id, refs: ["refs/heads/main"], since: null }, signal);
  await blockUnsafe();
  const { secret: reader } = await world.token(await world.user());
  const { secret: owner } = await world.token(ada);
  const id = `${ada.username}/${name}`;
  const get = async (path: string, token = reader) => {
    const answer = await server.fetch(`/${id}/resolve/main/${path}`, { token });
    await answer.arrayBuffer();
    return answer.ok ? "open" : `${answer.status} ${answer.headers.get("x-error-message")}`;
  };
  return { ...made, ctx, id, reader, owner, get };
}

const kept = expect.stringMatching(/^403 The scanner could not look into this file.*ask .* for safetensors/);

describe("with the setting that keeps unsafe files back", () => {
  test("a pickle that the scanner gave up is kept back at every door from all but those who may write", async () => {
    const texts = { "small.pt": "PK\x03\x04 and no more", "code.py": "print()" };
    const objects = { "bad.bin": LONG_LINE, unnamed: LONG_LINE, "bad.7z": Buffer.from("377abcaf271c0004", "hex") };
    const { ctx, repo, id, reader, owner, get } = await scanned("given-up", objects, texts);
    const rows = await findFileScans(ctx, [shaOf(LONG_LINE)]);
    expect(rows.get(shaOf(LONG_LINE))).toMatchObject({ reason: "too_large" });
    for (const path of ["bad.bin", "unnamed", "small.pt", "bad.7z"]) {
      expect([path, await get(path), await get(path, owner)]).toEqual([path, kept, "open"]);
    }
    expect(await get("code.py")).toBe("open");

    const { packed } = await xet.upload(LONG_LINE, { repoId: repo.id, ownerId: repo.ownerId });
    const granted = await server.fetch(`/api/models/${id}/xet-read-token/main`, { token: reader });
    const { accessToken } = (await granted.json()) as { accessToken: string };
    const chunks = await server.fetch(`/cas/v1/reconstructions/${packed.file}`, { token: accessToken });
    expect(chunks.status).toBe(403);
    const batch = await server.fetch(`/${id}.git/info/lfs/objects/batch`, {
      ...{ token: reader, method: "POST", headers: { "content-type": "application/vnd.git-lfs+json" } },
      body: JSON.stringify({
        operation: "download",
        objects: [{ oid: shaOf(LONG_LINE), size: LONG_LINE.byteLength }],
      }),
    });
    const { error } = ((await batch.json()) as { objects: { error?: object }[] }).objects[0] ?? {};
    expect(error).toMatchObject({ code: 403, message: expect.stringContaining("could not look into this file") });
    expect(batch.headers.get("retry-after")).toBeNull();
    expect((await server.fetch(`/models/${id}/archive/main.zip`, { token: reader })).status).toBe(403);

    const tree = await server.fetch(`/api/models/${id}/tree/main?expand=true`);
    const entries = (await tree.json()) as { path: string; securityFileStatus: { status: string } }[];
    expect(entries.find(({ path }) => path === "bad.bin")?.securityFileStatus.status).toBe("unscanned");
  });

  test("weights, texts and large archives of data are handed out", async () => {
    const csv = Buffer.from(Array.from({ length: 5_000_000 }, (_, id) => `${id},some text\n`).join(""));
    const objects = {
      "model.bin": safetensors(20 * MIB),
      "model.gguf": Buffer.concat([Buffer.from("GGUF"), Buffer.alloc(20 * MIB, 0x63)]),
      "raw.bin": Buffer.alloc(20 * MIB, 0xff),
      "train.csv": csv.subarray(0, 20 * MIB),
      "train.csv.gz": gzipSync(csv),
      "train.zip": zipBytes([["train.csv", { bytes: csv, isDeflated: true }]]),
      "model.pth": zipBytes([
        ["m/data.pkl", { bytes: Buffer.from("\x80\x02ccollections\nOrderedDict\n)R.", "latin1") }],
      ]),
    };
    const { get } = await scanned("weights", objects, { "README.md": "# Hello" });
    for (const path of [...Object.keys(objects), "README.md"]) expect([path, await get(path)]).toEqual([path, "open"]);
  });

  test.each<[string, string, Partial<ScanReport>]>([
    ["a process that ended", "m.pt", { format: "unread", reason: "stopped" }],
    ["no more time", "m.keras", { format: "unread", reason: "took_too_long" }],
    ["archives that lie too deep", "m.tar.gz", { format: "unread", reason: "too_deep" }],
    [
      "a part that was left out, with something suspicious",
      "m.zip",
      {
        ...{ format: "zip", reason: "too_large" },
        findings: [{ kind: "bad_checksum", name: "a", place: "" }],
      },
    ],
  ])("%s keeps a model's file back, and no data", async (what, path, report) => {
    const bytes = Buffer.from(`${what} 1`);
    const data = ["data.csv", "weights.safetensors", "picture.png"];
    const objects = {
      [path]: bytes,
      ...Object.fromEntries(data.map((name) => [name, Buffer.from(`${what} ${name}`)])),
    };
    const { ctx, get } = await scanned(`left-${path.replaceAll(".", "-")}`, objects, {});
    for (const content of Object.values(objects)) {
      const told = { format: "unread", reason: null, findings: [], ...report };
      await putFileScan(ctx, { oid: shaOf(content), version: SCANNER_VERSION, report: told });
    }
    expect(await get(path)).toEqual(kept);
    expect(await Promise.all(data.map((name) => get(name)))).toEqual(["open", "open", "open"]);
  });
});
