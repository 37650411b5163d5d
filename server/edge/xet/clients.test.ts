import { createRepo, downloadFile, uploadFiles } from "@huggingface/hub";
import { describe, expect, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { pythonClient } from "@/server/testing/python-client";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);

describe("hf_xet", () => {
  for (const name of ["hub-0.36", "hub-1", "hub-2"]) {
    const { isMissing, run } = pythonClient(name, { world, server });
    test.skipIf(isMissing)(
      `of ${name} uploads, sends what changed only, and downloads`,
      { timeout: 180_000 },
      async () => {
        const { secret } = await world.token(await world.user());
        const told = await run("xet_roundtrip.py", { HF_TOKEN: secret });
        expect(told).toMatch(/huggingface_hub \d.* with Xet ok/);
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
