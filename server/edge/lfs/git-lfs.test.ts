import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { findObject } from "@/server/content";
import { setupLfs } from "@/server/testing/lfs";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";

const run = promisify(execFile);
const world = setupWorld();
const { repoId, state } = setupLfs(world);

const gitLfs = await run("git", ["lfs", "version"]).then(
  () => null,
  (error: Error) => error.message,
);

describe.skipIf(gitLfs)(`the git-lfs client${gitLfs ? ` (not here: ${gitLfs})` : ""}`, () => {
  test("pushes a file, locks it, and another clone fetches it", async () => {
    const home = await mkdtemp(join(tmpdir(), "lfs-"));
    const env = {
      PATH: "/usr/local/bin:/usr/bin:/bin",
      HOME: home,
      GIT_TERMINAL_PROMPT: "0",
      NODE_ENV: "test" as const,
    };
    const git = async (folder: string, ...args: string[]) => (await run("git", args, { cwd: folder, env })).stdout;
    const clone = async (name: string) => {
      const folder = join(home, name);
      await mkdir(folder);
      await git(folder, "init", "-q", "-b", "main");
      await git(folder, "lfs", "install", "--local");
      await git(folder, "remote", "add", "origin", `${state.origin}/org/here`);
      return folder;
    };
    const [one, two] = [await clone("one"), await clone("two")];
    const content = randomBytes(3_000_000);
    await git(one, "lfs", "track", "*.bin");
    await writeFile(join(one, "model.bin"), content);
    await git(one, "add", ".");
    await git(one, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-qm", "Add a model");
    await git(one, "lfs", "push", "origin", "main");
    expect(await findObject(world.system(), { repoId, oid: shaOf(content) })).toEqual({ size: 3_000_000 });
    await git(one, "lfs", "lock", "model.bin");
    expect(await git(one, "lfs", "locks", "--verify")).toMatch(/^O? ?model\.bin\s+ada/m);
    await git(one, "lfs", "unlock", "model.bin");

    await git(two, "fetch", "-q", one, "main");
    await git(two, "-c", "filter.lfs.smudge=git-lfs smudge --skip", "checkout", "-q", "FETCH_HEAD");
    await git(two, "lfs", "pull", "origin");
    expect(shaOf(await readFile(join(two, "model.bin")))).toBe(shaOf(content));
  });
});
