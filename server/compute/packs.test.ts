import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPacks } from "./packs";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "packs-"));
});
afterAll(() => rm(folder, { recursive: true }));

const COPY = "require('node:fs').writeFileSync('made.txt', JSON.stringify(Object.keys(process.env)))";

async function packsWith(install: string, version = "1.0.0") {
  const source = await mkdtemp(join(folder, "source-"));
  await mkdir(join(source, "tiny"));
  const manifest = {
    ...{ id: "tiny", title: "Tiny", version, formats: ["txt"], tasks: [], entry: "main.mjs", installedSizeBytes: 100 },
    install: { files: ["*.mjs"], argv: ["node", "-e", install] },
  };
  await writeFile(join(source, "tiny", "pack.json"), JSON.stringify(manifest));
  await writeFile(join(source, "tiny", "main.mjs"), "");
  await writeFile(join(source, "tiny", "private.txt"), "");
  const root = await mkdtemp(join(folder, "root-"));
  const environment = { PATH: "/usr/bin", HTTPS_PROXY: "http://proxy", DATABASE_URL: "postgres://secret" };
  return { source, root, packs: createPacks({ source, root, environment }) };
}

const quietly = { onProgress: async () => {}, signal: new AbortController().signal };
const versions = async (root: string) => readdir(join(root, "tiny")).catch(() => []);

test("a pack that is not installed has no program; installed, it has one; removed, none again", async () => {
  const { root, packs } = await packsWith(COPY);
  expect(await packs.findProgram("tiny")).toBe(null);
  expect(await packs.list()).toMatchObject([{ manifest: { id: "tiny" }, installedVersion: null }]);

  const phases: string[] = [];
  await packs.install("tiny", { ...quietly, onProgress: async (phase) => void phases.push(phase) });
  expect([phases[0], phases.at(-1)]).toEqual(["copying", "installed"]);
  const program = await packs.findProgram("tiny");
  expect(program?.argv).toEqual([process.execPath, join(root, "tiny/1.0.0/main.mjs")]);
  expect((await readdir(join(root, "tiny/1.0.0"))).sort()).toEqual(["installed.json", "made.txt", "main.mjs"]);
  const variables = JSON.parse(await readFile(join(root, "tiny/1.0.0/made.txt"), "utf8"));
  expect(variables.sort()).toEqual(["HTTPS_PROXY", "NODE_ENV", "PATH"]);

  await packs.remove("tiny");
  await packs.remove("tiny");
  expect(await packs.findProgram("tiny")).toBe(null);
});

test("installing twice leaves one whole installation", async () => {
  const { root, packs } = await packsWith(COPY);
  await packs.install("tiny", quietly);
  await packs.install("tiny", quietly);
  expect(await versions(root)).toEqual(["1.0.0"]);
});

test("an installation that fails says why and leaves nothing", async () => {
  const { root, packs } = await packsWith("console.error('no such registry'); process.exit(3)");
  await expect(packs.install("tiny", quietly)).rejects.toMatchObject({
    code: "unavailable",
    reason: "install_failed",
    message: expect.stringContaining("no such registry"),
  });
  expect(await versions(root)).toEqual([]);
});

test("an interrupted installation ends what it started and does not count", async () => {
  const started = join(await mkdtemp(join(folder, "started-")), "started");
  const program = `require('node:fs').writeFileSync(${JSON.stringify(started)}, ''); setTimeout(() => {}, 60000)`;
  const { root, packs } = await packsWith(program);
  const interrupted = new AbortController();
  const installing = packs.install("tiny", { ...quietly, signal: interrupted.signal });
  await expect.poll(() => existsSync(started)).toBe(true);
  interrupted.abort(new Error("interrupted"));
  await expect(installing).rejects.toThrow("interrupted");
  expect(await versions(root)).toEqual([]);

  await mkdir(join(root, "tiny", ".1.0.0.half.partial"), { recursive: true });
  await mkdir(join(root, "tiny", "1.0.0"), { recursive: true });
  expect(await packs.findProgram("tiny")).toBe(null);
});

test("a newer version is installed beside the older one and then used", async () => {
  const { source, root, packs } = await packsWith(COPY);
  await packs.install("tiny", quietly);
  const path = join(source, "tiny", "pack.json");
  await writeFile(path, (await readFile(path, "utf8")).replace("1.0.0", "1.1.0"));
  expect(await packs.get("tiny")).toMatchObject({ manifest: { version: "1.1.0" }, installedVersion: "1.0.0" });
  await packs.install("tiny", quietly);
  expect((await versions(root)).sort()).toEqual(["1.0.0", "1.1.0"]);
  expect((await packs.findProgram("tiny"))?.folder).toBe(join(root, "tiny/1.1.0"));
});
