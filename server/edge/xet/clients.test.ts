import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { createRepo, downloadFile, uploadFiles } from "@huggingface/hub";
import { describe, expect, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { setupWorld } from "@/server/testing/world";

const run = promisify(execFile);
const world = setupWorld();
const server = setupHubServer(world);

describe("hf_xet", () => {
  for (const folder of [".venv/hub-0.36", ".venv/hub-1", ".venv/hub-2"]) {
    const python = resolve(folder, "bin/python");
    test.skipIf(!existsSync(python))(
      `of ${folder} uploads, sends what changed only, and downloads`,
      { timeout: 180_000 },
      async () => {
        const { secret } = await world.token(await world.user());
        const env = { NODE_ENV: "test" as const, PATH: "/usr/bin:/bin", HOME: world.folder() };
        const hub = { HF_ENDPOINT: server.origin(), HF_TOKEN: secret, HF_HUB_DISABLE_PROGRESS_BARS: "1" };
        const { stdout } = await run(python, ["e2e/clients/xet_roundtrip.py"], { env: { ...env, ...hub } });
        expect(stdout).toMatch(/huggingface_hub \d.* with Xet ok/);
      },
    );
  }
});

describe("@huggingface/hub with Xet", () => {
  test("uploads and downloads a file by its chunks", { timeout: 120_000 }, async () => {
    const user = await world.user();
    const { secret } = await world.token(user);
    const to = { repo: `${user.username}/xet-js`, accessToken: secret, hubUrl: server.origin() };
    await createRepo(to);
    const bytes = new Uint8Array(500_000).map((_, at) => (at * at) % 251);
    await uploadFiles({ ...to, useXet: true, files: [{ path: "weights.bin", content: new Blob([bytes]) }] });
    const tree = await server.fetch(`/api/models/${to.repo}/tree/main`, { token: secret });
    const entries: unknown = await tree.json();
    expect(entries).toContainEqual(
      expect.objectContaining({ path: "weights.bin", xetHash: expect.stringMatching(/^[0-9a-f]{64}$/) }),
    );
    const file = await downloadFile({ ...to, path: "weights.bin", xet: true });
    expect(new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(bytes);
  });
});
