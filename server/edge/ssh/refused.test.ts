import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { BaseAgent, Client, type ClientCallback } from "ssh2";
import { describe, expect, test } from "vitest";
import { disableUser } from "@/server/identity/disable-user";
import { listSshKeys } from "@/server/identity/ssh-keys/list-ssh-keys";
import { parseSshKey } from "@/server/identity/ssh-keys/ssh-key";
import { setupSsh } from "@/server/testing/ssh";
import { repositoryWithKey } from "@/server/testing/ssh-repo";
import { whileGone } from "@/server/testing/while-gone";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const ssh = setupSsh(world, { limits: { signInMs: 4_000, sessions: 3, strangersPerNetwork: 6 } });
const repository = () => repositoryWithKey(world, ssh);

/** Offers a key, and cannot sign with it once it is welcome. */
class KnowsPublicHalf extends BaseAgent<string> {
  wasAskedToSign = false;
  readonly #line: string;
  constructor(line: string) {
    super();
    this.#line = line;
  }
  override getIdentities(tell: (error: Error | undefined, keys?: string[]) => void): void {
    tell(undefined, [this.#line]);
  }
  override sign(...given: unknown[]): void {
    this.wasAskedToSign = true;
    const tell = given.at(-1) as (error: Error) => void;
    tell(new Error("The private half is not here"));
  }
}

describe("who is not let in", { timeout: 120_000 }, () => {
  test("a client that offers only keys nobody has is told which, and where keys are added", async () => {
    const { path: key, line } = await ssh.key();
    const { code, text } = await ssh.ssh(key, ["git-upload-pack", "'ada/it'"]);
    const { fingerprint } = parseSshKey(line);
    expect(code).toBe(255);
    expect(text).toContain(`Nobody here has the key ${fingerprint}`);
    expect(text).toContain("/settings/ssh-keys");
    expect(ssh.refused).toContain("unknown_key");
  });

  test("who only knows the public half of a key does not make it look used", async () => {
    const user = await world.user();
    const { line } = await ssh.key();
    await ssh.addKey(user, line);
    const agent = new KnowsPublicHalf(line);
    const client = new Client();
    const refusal = once(client, "close");
    client.on("error", () => undefined);
    client.connect({ host: "127.0.0.1", port: ssh.port(), username: "git", agent });
    await refusal.catch(() => undefined); // the agent's own error comes first
    client.end();
    expect(agent.wasAskedToSign).toBe(true);
    const { items } = await listSshKeys.run(world.as(user), { limit: 20 });
    expect(items).toMatchObject([{ lastUsedAt: null }]);
  });

  test("a client without a key, and one with another user name, are told so", async () => {
    const { key, path } = await repository();
    expect((await ssh.ssh(null, ["x"])).text).toContain("No SSH key was offered");
    const wrong = await ssh.ssh(key, ["git-upload-pack", `'${path}'`], { user: "root" });
    expect([wrong.code, wrong.text]).toEqual([255, expect.stringContaining("signs in as the user git")]);
  });

  test("RSA keys that sign with SHA-1, passwords and disabled people are refused", async () => {
    const { user, path, key } = await repository();
    const { path: rsa, line } = await ssh.key(["-t", "rsa", "-b", "3072"]);
    await ssh.addKey(user, line);
    const ask = ["git-upload-pack", `'${path}'`];
    expect((await ssh.ssh(rsa, ["-o", "PubkeyAcceptedAlgorithms=ssh-rsa", ...ask])).text).toContain(
      "Permission denied",
    );
    expect((await ssh.ssh(null, ["-o", "PreferredAuthentications=password", ...ask])).text).toContain("denied");
    const administrator = await world.user({ platformRoles: ["owner"] });
    await disableUser.run(world.as(administrator), { username: user.username });
    expect((await ssh.ssh(key, ask)).code).toBe(255);
  });

  test("what needs SHA-1 or a broken cipher is not spoken", async () => {
    const { key } = await shared();
    const afresh = ["-o", "HostKeyAlias=afresh"];
    for (const old of [
      "KexAlgorithms=diffie-hellman-group14-sha1",
      "HostKeyAlgorithms=ssh-rsa",
      "Ciphers=aes128-cbc",
    ]) {
      const { code, text } = await ssh.ssh(key, [...afresh, "-o", old, "x"]);
      expect([code, text]).toEqual([
        255,
        expect.stringMatching(/no matching|Connection (?:closed|reset)|Disconnected/),
      ]);
    }
  });

  test("a connection that says nothing, or only half of a greeting, is closed", async () => {
    for (const words of ["", "SSH-2.0-slow\r\n", "GET / HTTP/1.1\r\n\r\n"]) {
      const socket = connect(ssh.port(), "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write(words);
      socket.resume();
      await once(socket, "close");
    }
    expect(ssh.refused).toContain("handshake");
  });

  test("one network does not get every place", async () => {
    const sockets = Array.from({ length: 10 }, () => connect(ssh.port(), "127.0.0.1").on("error", () => undefined));
    const closed = sockets.map((socket) => once(socket.resume(), "close"));
    await Promise.race(closed);
    expect(ssh.refused).toContain("too_many_of_network");
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
  });
});

describe("what is not served", { timeout: 120_000 }, () => {
  test("there is no shell: who asks is greeted and sent away", async () => {
    const { key, user } = await repository();
    const { code, text } = await ssh.ssh(key, []);
    expect([code, text]).toEqual([1, expect.stringContaining(`Hi ${user.username}`)]);
  });

  test("a key that cannot be looked up now is not called removed", async () => {
    const { key } = await shared();
    const privateKey = await readFile(key);
    const client = new Client().connect({ host: "127.0.0.1", port: ssh.port(), username: "git", privateKey });
    await once(client, "ready");
    const { code, text } = await whileGone(world.system().db, "ssh_keys", () =>
      answerOf((tell) => client.shell(false, tell)),
    );
    client.end();
    expect([code, text]).toEqual([1, "Something is broken on our side\n"]);
    expect(world.takeBugs()).toHaveLength(1);
  });

  test("no other program, no other path and no other argument, however it is written", async () => {
    const { key } = await shared();
    const privateKey = await readFile(key);
    const client = new Client().connect({ host: "127.0.0.1", port: ssh.port(), username: "git", privateKey });
    await once(client, "ready");
    for (const line of OTHERS) {
      const { code, text } = await answerOf((tell) => client.exec(line, tell));
      expect([line, code, text]).toEqual([line, 1, "Only git and Git LFS are served here\n"]);
    }
    client.end();
  });

  test("git-lfs-transfer is refused in words, which makes git-lfs go another way", async () => {
    const { key, path } = await shared();
    const { code, text } = await ssh.ssh(key, ["git-lfs-transfer", path, "upload"]);
    expect([code, text]).toEqual([1, expect.stringContaining("git-lfs-authenticate is")]);
  });

  test.each([
    ["a port of this side", ["-R", "0:127.0.0.1:1", "-o", "ExitOnForwardFailure=yes", "-N"], /forwarding failed/],
    ["a port of that side", ["-W", "127.0.0.1:22"], /forwarding failed|prohibited/],
    ["files", ["-s", "sftp"], /request failed/],
  ])("no forwarding and no subsystem: %s", async (_, words, refusal) => {
    const { key } = await shared();
    const { code, text } = await ssh.ssh(key, words);
    expect([code, text]).toEqual([255, expect.stringMatching(refusal)]);
  });

  test("variables without end change nothing, and none but that of git is taken", async () => {
    const { key, path } = await shared();
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`YARD_${n}`, "x".repeat(200)]));
    const env = { ...many, GIT_PROTOCOL: `version=2:${"x".repeat(20_000)}`, GIT_DIR: "/etc", LD_PRELOAD: "/x" };
    const send = ["-n", "-o", "SendEnv=YARD_*", "-o", "SendEnv=GIT_*", "-o", "SendEnv=LD_*"];
    const { text } = await ssh.ssh(key, [...send, "git-upload-pack", `'${path}'`], { env });
    expect(text).toContain("refs/heads/main"); // what is too long for a protocol is none: version 0
  });

  test("a repository nobody may see, and one that is not there, are told in the same words", async () => {
    const { key } = await shared();
    const hidden = await repository();
    for (const path of [hidden.path, "nobody/nothing"]) {
      const { code, text } = await ssh.ssh(key, ["git-upload-pack", `'${path}'`]);
      expect([code, text]).toEqual([1, "Repository not found\n"]);
    }
  });
});

const OTHERS = [
  ...[
    "id",
    "sh -c id",
    "git config -l",
    "git-receive-pack",
    "git-upload-archive 'ada/it'",
    "scp -t /tmp",
    "rsync --server . /tmp",
    "",
  ],
  ...["git-upload-pack '../../../etc'", "git-upload-pack 'ada/../../x'", "git-upload-pack '~/ada/it'"],
  ...[
    "git-upload-pack 'ada/it'; id",
    "git-upload-pack 'ada/it' --upload-pack=id",
    "git-upload-pack '--upload-pack=id'",
  ],
  ...["git-upload-pack $(id)", "git-upload-pack `id`", "git-upload-pack 'ada/it\n'", "git-upload-pack 'ada/it\0'"],
  ...["git-upload-pack 'ada/it/info/refs'", "git-upload-pack ''", "git-upload-pack '\u0001/\u007f'"],
  ...["git-lfs-authenticate ada/it delete", "git-lfs-authenticate 'ada/it'; id upload"],
  `git-upload-pack '${"x".repeat(5_000)}/it'`,
];

function answerOf(ask: (tell: ClientCallback) => void): Promise<{ readonly code: number; readonly text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ readonly code: number; readonly text: string }>();
  ask((error, channel) => {
    if (error) return reject(error);
    let text = "";
    channel.stderr.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    channel.resume().on("close", (code: number) => resolve({ code, text }));
  });
  return promise;
}

let made: ReturnType<typeof repository> | null = null;
const shared = () => {
  made ??= repository();
  return made;
};
