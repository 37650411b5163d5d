import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

interface Place {
  /** Where keys, known hosts and work trees lie. */
  readonly folder: () => string;
  readonly port: () => number;
}

type Variables = Readonly<Record<string, string>>;

/** The real programs of people: `ssh-keygen`, `ssh` and `git`, with no settings of this machine. */
export function sshClients({ folder, port }: Place) {
  let made = 0;
  const next = (name: string) => {
    made += 1;
    return join(folder(), `${name}-${made}`);
  };
  const optionsFor = (key: string | null) => [
    ...["-F", "/dev/null", "-o", "StrictHostKeyChecking=accept-new", "-o", "LogLevel=INFO"],
    ...["-o", `UserKnownHostsFile=${join(folder(), "known_hosts")}`, "-o", "IdentitiesOnly=yes"],
    ...(key === null ? ["-o", "IdentityFile=none"] : ["-i", key]),
  ];
  const environment = (key: string | null, more: Variables = {}) => ({
    ...{ NODE_ENV: "test" as const, PATH: "/usr/local/bin:/usr/bin:/bin", HOME: folder(), GIT_TERMINAL_PROMPT: "0" },
    ...{ GIT_SSH_COMMAND: ["ssh", ...optionsFor(key)].join(" "), GIT_CONFIG_NOSYSTEM: "1" },
    ...{ GIT_AUTHOR_NAME: "Ada", GIT_AUTHOR_EMAIL: "a@x", GIT_COMMITTER_NAME: "Ada", GIT_COMMITTER_EMAIL: "a@x" },
    ...more,
  });

  return {
    optionsFor,
    /** A new key pair: where its private half lies, and the line of its `.pub` file. */
    async key(kind: readonly string[] = ["-t", "ed25519"]) {
      const path = next("key");
      await run("ssh-keygen", ["-q", ...kind, "-N", "", "-C", "test", "-f", path]);
      return { path, line: (await readFile(`${path}.pub`, "utf8")).trim() };
    },
    /** Runs git in a new folder, or in the one given; rejects with its `stderr`. */
    async git(key: string | null, args: readonly string[], { cwd, env }: { cwd?: string; env?: Variables } = {}) {
      const at = cwd ?? next("work");
      await mkdir(at, { recursive: true });
      const options = { cwd: at, env: environment(key, env), maxBuffer: 64 << 20 };
      const { stdout, stderr } = await run("git", [...args], options);
      return { folder: at, text: stdout + stderr };
    },
    /** Runs `ssh` with a command line; resolves whatever it ends with. */
    ssh(
      key: string | null,
      args: readonly string[],
      { user = "git", env = {} }: { user?: string; env?: Variables } = {},
    ) {
      const words = [...optionsFor(key), "-T", "-p", String(port()), `${user}@127.0.0.1`, ...args];
      const options = { env: environment(key, env), timeout: 20_000 };
      return run("ssh", words, options).then(
        ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
        ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
          code,
          text: stdout + stderr,
        }),
      );
    },
  };
}
