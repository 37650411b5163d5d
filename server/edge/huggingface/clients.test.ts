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
import { pythonClient } from "@/server/testing/python-client";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);

describe("huggingface_hub for Python", () => {
  for (const name of ["hub-0.36", "hub-2"]) {
    const { isMissing, run } = pythonClient(name, { world, server });
    test.skipIf(isMissing)(`of ${name} lives through the life of a repository`, { timeout: 180_000 }, async () => {
      const { secret } = await world.token(await world.user());
      const told = await run("hub_roundtrip.py", { HF_TOKEN: secret, HF_HUB_DISABLE_XET: "1" });
      expect(told).toMatch(/huggingface_hub \d.* ok/);
    });
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
