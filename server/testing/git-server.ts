import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll } from "vitest";
import { createFrontDoor } from "@/server/edge/front-door";
import { createGitRoom } from "@/server/edge/git";
import { gitHubDirectory } from "@/server/edge/git/hub-directory";
import { createRepositories } from "@/server/git";
import type { setupWorld } from "./world";

const run = promisify(execFile);

/** A front door with the git room alone, and the real `git` as its client. */
export function setupGitServer(world: ReturnType<typeof setupWorld>, limits: { readonly maxPushBytes?: number } = {}) {
  const state = { origin: "" };
  const visitor = () => {
    const ctx = world.as({ kind: "anonymous" });
    if (limits.maxPushBytes === undefined) return ctx;
    const repositories = createRepositories({ root: ctx.live.repositories.root, ...limits });
    return { ...ctx, live: { ...ctx.live, repositories } };
  };
  const door = createFrontDoor({
    trust: { trustedProxies: [], publicUrl: null, port: 0 },
    contentOrigin: "http://content.localhost:1",
    cookie: { name: "none", key: "none" },
    visitor,
    rooms: [createGitRoom(gitHubDirectory)],
    contentRoom: { name: "content", match: () => null },
    web: async ({ response }) => void response.writeHead(404).end(),
    limit: null,
    measure: () => {},
  });
  beforeAll(async () => {
    door.listen(0, "127.0.0.1");
    await once(door, "listening");
    state.origin = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  });
  afterAll(() => door.close());

  let clones = 0;
  const git = async (cwd: string, ...args: string[]) => {
    const identity = {
      GIT_AUTHOR_NAME: "Ada",
      GIT_AUTHOR_EMAIL: "a@x",
      GIT_COMMITTER_NAME: "Ada",
      GIT_COMMITTER_EMAIL: "a@x",
    };
    const env = {
      NODE_ENV: "test" as const,
      PATH: "/usr/bin:/bin",
      HOME: world.folder(),
      GIT_TERMINAL_PROMPT: "0",
      GIT_LFS_SKIP_SMUDGE: "1",
      ...identity,
    };
    const { stdout, stderr } = await run("git", args, { cwd, env, maxBuffer: 64 << 20 });
    return stdout + stderr;
  };

  return {
    origin: () => state.origin,
    git,
    /** Address of a repository, for somebody who holds this token. */
    urlOf: (path: string, token?: string) =>
      `${state.origin.replace("//", token === undefined ? "//" : `//hf_user:${token}@`)}${path}`,
    /** A work tree of its own. */
    async clone(url: string, ...options: string[]) {
      clones += 1;
      const folder = join(world.folder(), "clones", String(clones));
      await mkdir(dirname(folder), { recursive: true });
      await git(world.folder(), "clone", "--quiet", ...options, url, folder);
      return {
        folder,
        git: (...args: string[]) => git(folder, ...args),
        async write(path: string, content: string | Uint8Array) {
          await mkdir(dirname(join(folder, path)), { recursive: true });
          await writeFile(join(folder, path), content);
        },
        async commit(message: string) {
          await git(folder, "add", "--all");
          await git(folder, "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "-m", message);
        },
      };
    },
  };
}
