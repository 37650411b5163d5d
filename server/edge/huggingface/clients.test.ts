import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import {
  commit,
  createRepo,
  deleteRepo,
  downloadFile,
  fileExists,
  listFiles,
  listModels,
  uploadFiles,
} from "@huggingface/hub";
import { describe, expect, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { setupWorld } from "@/server/testing/world";

const run = promisify(execFile);
const world = setupWorld();
const server = setupHubServer(world);

describe("huggingface_hub for Python", () => {
  for (const folder of [".venv/hub-0.36", ".venv/hub-2"]) {
    const python = resolve(folder, "bin/python");
    test.skipIf(!existsSync(python))(
      `of ${folder} lives through the life of a repository`,
      { timeout: 180_000 },
      async () => {
        const { secret } = await world.token(await world.user());
        const { stdout } = await run(python, ["e2e/clients/hub_roundtrip.py"], {
          env: {
            NODE_ENV: "test",
            PATH: "/usr/bin:/bin",
            HOME: world.folder(),
            HF_ENDPOINT: server.origin(),
            HF_TOKEN: secret,
            HF_HUB_DISABLE_XET: "1",
            HF_HUB_DISABLE_TELEMETRY: "1",
            HF_HUB_DISABLE_PROGRESS_BARS: "1",
          },
        });
        expect(stdout).toMatch(/huggingface_hub \d.* ok/);
      },
    );
  }
});

describe("@huggingface/hub for JavaScript", () => {
  test("creates, uploads, lists, downloads and deletes", async () => {
    const user = await world.user();
    const { secret } = await world.token(user);
    const name = `${user.username}/from-js`;
    const to = { repo: name, accessToken: secret, hubUrl: server.origin() };
    await createRepo(to);
    const bytes = Buffer.alloc(2_000_000, 7);
    await uploadFiles({
      ...to,
      useXet: false,
      files: [
        { path: "weights.bin", content: new Blob([bytes]) },
        { path: "sub dir/a.txt", content: new Blob(["hello"]) },
      ],
    });
    const paths = (await Array.fromAsync(listFiles({ ...to, recursive: true }))).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining([".gitattributes", "weights.bin", "sub dir/a.txt"]));
    const file = await downloadFile({ ...to, path: "weights.bin" });
    expect(bytes.equals(new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer()))).toBe(true);
    expect(await fileExists({ ...to, path: "nothing" })).toBe(false);
    await commit({ ...to, title: "Remove", operations: [{ operation: "delete", path: "weights.bin" }] });
    expect(await fileExists({ ...to, path: "weights.bin" })).toBe(false);
    const found = await Array.fromAsync(listModels({ search: { owner: user.username }, hubUrl: server.origin() }));
    expect(found.map((model) => model.name)).toEqual([name]);
    await deleteRepo(to);
    expect((await server.fetch(`/api/models/${name}`, { token: secret })).status).toBe(404);
  });
});
