import { beforeAll, describe, expect, test } from "vitest";
import { getRepo } from "@/server/hub/get-repo";
import type { Ctx, Dependency } from "@/server/kernel";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

describe("downloads", () => {
  const world = setupWorld();
  const server = setupHubServer(world);
  let ctx: Ctx<Dependency>;
  let made: Awaited<ReturnType<typeof repoWith>>;
  beforeAll(async () => {
    ctx = world.as(await world.user());
    const texts = { "config.json": '{"model_type": "llama"}', "vocab.txt": "a\nb\n" };
    made = await repoWith(ctx, { name: "popular", texts, objects: { "model.gguf": Buffer.alloc(5_000, "x") } });
  });
  const fetched = async (path: string, init: RequestInit = {}) => {
    const { namespace, name } = made.address;
    await (await server.fetch(`/${namespace}/${name}/${path}`, init)).arrayBuffer();
    return init;
  };
  const downloads = async () => (await getRepo.run(ctx, made.address)).downloads;
  /** The count follows the last byte. */
  const expectDownloads = (count: number) => expect.poll(downloads).toBe(count);

  test("are counted once for what a program fetches first", async () => {
    await fetched("resolve/main/config.json");
    await expectDownloads(1);
    await fetched("resolve/main/model.gguf", { headers: { range: "bytes=0-99" } });
    await expectDownloads(2);
  });

  test("are not other files, later parts, questions about a file, or pointers", async () => {
    const before = await downloads();
    await fetched("resolve/main/vocab.txt");
    await fetched("resolve/main/model.gguf", { headers: { range: "bytes=100-199" } });
    await fetched("resolve/main/config.json", { method: "HEAD" });
    await fetched("raw/main/model.gguf");
    await fetched("archive/main.zip");
    await expectDownloads(before + 1);
  });
});
