import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { gitHubDirectory } from "@/server/edge/git/hub-directory";
import { createSshDoor, SSH_LIMITS, type SshLimits } from "@/server/edge/ssh";
import { hostKeys } from "@/server/edge/ssh/host-keys";
import type { SshDone } from "@/server/edge/ssh/serve-session";
import { createSshKey } from "@/server/identity/ssh-keys/create-ssh-key";
import type { UserActor } from "@/server/kernel";
import { sshClients } from "./ssh-clients";
import type { setupWorld } from "./world";

interface Options {
  /** Where LFS is sent to. */
  readonly origin?: () => string;
  readonly limits?: Partial<SshLimits>;
}

/** A door for SSH alone, with the real `ssh` and `git` as its clients. */
export function setupSsh(
  world: ReturnType<typeof setupWorld>,
  { origin = () => "http://127.0.0.1:1", limits }: Options = {},
) {
  const state = { port: 0 };
  const done: SshDone[] = [];
  const refused: string[] = [];
  let close: (signal: AbortSignal) => Promise<void>;
  beforeAll(async () => {
    const ssh = createSshDoor({
      hostKeys: await hostKeys(join(world.folder(), "ssh")),
      visitor() {
        const ctx = world.as({ kind: "anonymous" });
        return { ...ctx, site: { ...ctx.site, origin: origin() } };
      },
      directory: gitHubDirectory,
      mayConnect: () => true,
      limits: { ...SSH_LIMITS, ...limits },
      measure: (one) => done.push(one),
      onConnections: () => undefined,
      onRefused: (reason) => refused.push(reason),
    });
    ssh.door.listen(0, "127.0.0.1");
    await once(ssh.door, "listening");
    state.port = (ssh.door.address() as AddressInfo).port;
    close = ssh.close;
  });
  afterAll(() => close(AbortSignal.timeout(1)));
  return {
    /** Commands that are over, and connections that were not let in. */
    ...{ done, refused },
    port: () => state.port,
    close: (signal: AbortSignal) => close(signal),
    urlOf: (path: string) => `ssh://git@127.0.0.1:${state.port}/${path}`,
    addKey: (user: UserActor, publicKey: string) => createSshKey.run(world.as(user), { publicKey }),
    ...sshClients({ folder: world.folder, port: () => state.port }),
  };
}
