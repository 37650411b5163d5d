import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { commitToRepo, isDownload } from "@/server/hub";
import { getRepo } from "@/server/hub/repositories/get-repo";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

const run = promisify(execFile);

describe("downloads", () => {
  const world = setupWorld();
  const server = setupHubServer(world);
  /** A repository that nobody has fetched anything of. */
  async function fresh() {
    const ctx = world.as(await world.user());
    const texts = { "config.json": '{"model_type": "llama"}', "vocab.txt": "a\nb\n" };
    const made = await repoWith(ctx, { name: "popular", texts, objects: { "model.gguf": Buffer.alloc(5_000, "x") } });
    const { namespace, name } = made.address;
    const fetched = async (path: string, init: Parameters<typeof server.fetch>[1] = {}) => {
      await (await server.fetch(`/${namespace}/${name}/${path}`, init)).arrayBuffer();
    };
    const downloads = async () => (await getRepo.run(ctx, made.address)).downloads;
    /** The count follows the last byte. */
    const expectDownloads = (count: number) => expect.poll(downloads).toBe(count);
    return { ctx, ...made, fetched, downloads, expectDownloads };
  }
  /** The secret of somebody who has downloaded nothing yet. */
  const somebody = async () => (await world.token(await world.user())).secret;

  test("are counted for what a program fetches first, once for each caller in five minutes", async () => {
    const { fetched, expectDownloads } = await fresh();
    await fetched("resolve/main/config.json");
    await expectDownloads(1);
    await fetched("resolve/main/model.gguf", { token: await somebody(), headers: { range: "bytes=0-99" } });
    await expectDownloads(2);
    await fetched("resolve/main/config.json");
    await fetched("resolve/main/config.json", { token: await somebody() });
    await expectDownloads(3);
  });

  test("are of the file that stands for its library, and of no other", () => {
    const counts = (library: string | null, path: string) => isDownload({ kind: "model", library }, path);
    expect([counts("diffusers", "model_index.json"), counts("diffusers", "unet/config.json")]).toEqual([true, false]);
    expect([counts("peft", "adapter_config.json"), counts("peft", "config.json")]).toEqual([true, false]);
    expect([counts(null, "config.json"), counts("unheard-of", "config.json")]).toEqual([true, true]);
    expect([counts("gguf", "a-00001-of-00002.gguf"), counts("gguf", "a-00002-of-00002.gguf")]).toEqual([true, false]);
    expect(isDownload({ kind: "dataset", library: null }, "data/train.parquet")).toBe(true);
    expect(isDownload({ kind: "space", library: null }, "config.json")).toBe(false);
  });

  test("are clones too, and neither a look at the branches nor a fetch of what is new", async () => {
    const { ctx, repo, address: place, fetched, expectDownloads } = await fresh();
    const folder = mkdtempSync(join(world.folder(), "clone-"));
    const env = { NODE_ENV: "test", PATH: "/usr/bin:/bin", HOME: folder, GIT_LFS_SKIP_SMUDGE: "1" } as const;
    const address = `${server.origin()}/${place.namespace}/${place.name}`;
    // Git shows who it is only when it is asked, and a public repository does not ask.
    const git = async (...args: string[]) => {
      const basic = Buffer.from(`x:${await somebody()}`).toString("base64");
      return run("git", ["-c", `http.extraHeader=Authorization: Basic ${basic}`, ...args], { cwd: folder, env });
    };
    await git("ls-remote", address);
    await git("clone", "-q", address, "one");
    await expectDownloads(1);
    const content = Buffer.from("more");
    const operations = [{ kind: "put", path: "more.txt", content }] as const;
    await commitToRepo(ctx, repo, { branch: "main", message: "More", operations });
    await git("-C", "one", "fetch", "-q", address);
    await fetched("resolve/main/config.json", { token: await somebody() });
    await expectDownloads(2);
  });

  test("are not other files, later parts, questions about a file, or pointers", async () => {
    const { fetched, downloads, expectDownloads } = await fresh();
    // Everybody is counted once in a while: each of these is asked by somebody else.
    await fetched("resolve/main/vocab.txt", { token: await somebody() });
    await fetched("resolve/main/model.gguf", { token: await somebody(), headers: { range: "bytes=100-199" } });
    await fetched("resolve/main/config.json", { token: await somebody(), method: "HEAD" });
    await fetched("raw/main/model.gguf", { token: await somebody() });
    expect(await downloads()).toBe(0);
    await fetched("archive/main.zip", { token: await somebody() });
    await expectDownloads(1);
  });
});
