import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll } from "vitest";
import type { setupWorld } from "./world";

const run = promisify(execFile);

/** Says what happens to a request instead; `true`: it was answered, or broken. */
type Interference = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

/**
 * Somebody else's hub: git's own `git http-backend` behind Basic authentication, over repositories in a folder of its own.
 * What it does wrong is said by `interfere`.
 */
export function setupRemoteGit(world: ReturnType<typeof setupWorld>) {
  const state = { origin: "", root: "", interfere: (() => false) as Interference, seen: [] as IncomingMessage[] };
  const server = createServer((request, response) => {
    void (async () => {
      state.seen.push(request);
      if (await state.interfere(request, response)) return;
      if (request.url?.startsWith("/private/") && request.headers.authorization !== basic("ada", "right")) {
        response.writeHead(401, { "www-authenticate": "Basic" }).end();
        return;
      }
      await backend(state.root, { request, response });
    })();
  });
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    state.root = join(world.folder(), "remote");
  });
  afterAll(() => void server.close().closeAllConnections());

  const git = async (cwd: string, ...args: string[]) =>
    (await run("git", args, { cwd, env: ENVIRONMENT, maxBuffer: 64 << 20 })).stdout.trim();
  return {
    origin: () => state.origin,
    seen: () => state.seen,
    interfere: (interference: Interference) => {
      state.interfere = interference;
    },
    git,
    /** A repository there with one commit on `main`; below `private/` it wants the name `ada` and the password `right`. */
    async repository(name: string) {
      const folder = join(state.root, `${name}.git`);
      execFileSync("git", ["init", "-q", "--bare", "-b", "main", folder], { env: ENVIRONMENT });
      await git(folder, "config", "http.receivepack", "true");
      const at = (...args: string[]) => git(folder, ...args);
      /** A commit of these files on top of a branch; a text or bytes for each path. */
      const commit = async (
        branch: string,
        files: Readonly<Record<string, string | Buffer>>,
        parent?: string | null,
      ) => {
        const ref = `refs/heads/${branch}`;
        const before = parent === undefined ? await at("rev-parse", "-q", "--verify", ref).catch(() => null) : parent;
        const index = { ...ENVIRONMENT, GIT_INDEX_FILE: join(state.root, "index") };
        const plain = (args: string[], input?: string | Buffer) =>
          execFileSync("git", args, { cwd: folder, env: index, input }).toString().trim();
        plain(["read-tree", ...(before === null ? ["--empty"] : [before])]);
        for (const [path, content] of Object.entries(files)) {
          const blob = plain(["hash-object", "-w", "--stdin"], content);
          plain(["update-index", "--add", "--cacheinfo", `100644,${blob},${path}`]);
        }
        const parents = before === null ? [] : ["-p", before];
        const made = plain(["commit-tree", plain(["write-tree"]), ...parents, "-m", "a commit"]);
        await at("update-ref", ref, made);
        return made;
      };
      await commit("main", { "README.md": "# There\n" });
      return { url: `${state.origin}/${name}.git`, folder, git: at, commit };
    },
  };
}

export const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

const ENVIRONMENT = {
  NODE_ENV: "test" as const,
  PATH: "/usr/bin:/bin",
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "a@x",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "a@x",
};

/** The Common Gateway Interface, as git-http-backend(1) speaks it. */
async function backend(root: string, { request, response }: { request: IncomingMessage; response: ServerResponse }) {
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const { headers } = request;
  const child = spawn("git", ["-c", "safe.directory=*", "http-backend"], {
    env: {
      ...ENVIRONMENT,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: decodeURIComponent(path),
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
      ...(headers["content-length"] && { CONTENT_LENGTH: headers["content-length"] }),
      ...(headers["git-protocol"] && { GIT_PROTOCOL: String(headers["git-protocol"]) }),
      REMOTE_USER: "ada",
    } as NodeJS.ProcessEnv,
  });
  child.stdin.on("error", () => undefined);
  request.pipe(child.stdin);
  let head = Buffer.alloc(0);
  let end = -1;
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    head = Buffer.concat([head, chunk as Buffer]);
    end = head.indexOf("\r\n\r\n");
    if (end >= 0) break;
  }
  const lines = head.subarray(0, end).toString().split("\r\n");
  const fields = lines.map((line) => line.split(": ") as [string, string]);
  const status = Number(fields.find(([name]) => name === "Status")?.[1].slice(0, 3) ?? 200);
  response.writeHead(status, Object.fromEntries(fields.filter(([name]) => name !== "Status")));
  response.write(head.subarray(end + 4));
  child.stdout.pipe(response);
}
