import { createServer, type Socket } from "node:net";
import ssh2, { type ServerConfig } from "ssh2";
import type { Ctx, Dependency } from "@/server/kernel";
import type { GitDirectory } from "../git/repository";
import { createAdmission, type Refusal } from "./admission";
import { type Conversation, converse } from "./converse";
import type { SshDone } from "./serve-session";

export interface SshPeer {
  /** Where the client is. */
  readonly address: string;
  /** The address of ours that it reached. */
  readonly reached: string;
}

interface Config {
  /** Private keys of this host, in OpenSSH's format. */
  readonly hostKeys: readonly string[];
  /** A visitor's context for one login or one command. */
  readonly visitor: (peer: SshPeer) => Ctx<Dependency>;
  readonly directory: GitDirectory;
  /** Whether this address may connect once more now. */
  readonly mayConnect: (address: string) => boolean;
  readonly limits: SshLimits;
  readonly measure: (done: SshDone) => void;
  /** How many connections are open now. */
  readonly onConnections: (open: number) => void;
  readonly onRefused: (reason: Refusal | "too_fast" | "handshake" | "unknown_key") => void;
}

export interface SshLimits {
  readonly connections: number;
  /** `null`: as many as there are. */
  readonly perNetwork: number | null;
  readonly strangersPerNetwork: number | null;
  /** Sessions of one connection at the same time. */
  readonly sessions: number;
  /** Who has not signed in by then is sent away. */
  readonly signInMs: number;
  /** A connection without a command, and a command on which nothing moves, ends after this long. */
  readonly idleMs: number;
}

export const SSH_LIMITS: SshLimits = {
  connections: 500,
  perNetwork: 100,
  strangersPerNetwork: 20,
  sessions: 10,
  signInMs: 30_000,
  idleMs: 10 * 60_000,
};

/** Nothing that is broken or that needs SHA-1. */
const ALGORITHMS: NonNullable<ServerConfig["algorithms"]> = {
  kex: ["curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256", "ecdh-sha2-nistp384"],
  serverHostKey: ["ssh-ed25519", "rsa-sha2-512", "rsa-sha2-256"],
  cipher: ["aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com", "aes256-ctr"],
  hmac: ["hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-512"],
  compress: ["none"],
};

interface Arrival {
  readonly socket: Socket;
  /** Called once somebody has signed in. */
  readonly known: () => void;
}

/**
 * Git and the sign-in of Git LFS over SSH (RFC 4251 to 4254). People come as `git` with a key of theirs or a deploy key;
 * there is no shell, no forwarding and no other program.
 */
export function createSshDoor(config: Config) {
  const { limits, mayConnect, onRefused, onConnections } = config;
  const admission = createAdmission(limits);
  const arrivals = new Map<string, Arrival>();
  const conversations = new Map<string, Conversation>();
  let isDraining = false;

  const settings = { hostKeys: [...config.hostKeys], algorithms: ALGORITHMS, ident: "Modelyard" };
  const protocol = new ssh2.Server(settings, (connection, { ip, port }) => {
    const name = nameOf(ip, port);
    const arrival = arrivals.get(name);
    if (!arrival || isDraining) return connection.end();
    conversations.set(name, converse(connection, { ...config, ...arrival }));
  });

  const door = createServer({ noDelay: true }, (socket) => {
    const address = socket.remoteAddress ?? "";
    const place = mayConnect(address) ? admission.enter(address) : "too_fast";
    if (typeof place === "string") {
      onRefused(place);
      return socket.destroy();
    }
    onConnections(admission.open());
    const late = setTimeout(() => {
      onRefused("handshake");
      socket.destroy();
    }, limits.signInMs);
    const name = nameOf(address, socket.remotePort);
    const known = () => {
      clearTimeout(late);
      place.known();
    };
    arrivals.set(name, { socket, known });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(late);
      arrivals.delete(name);
      conversations.delete(name);
      place.leave();
      onConnections(admission.open());
    });
    protocol.injectSocket(socket);
  });

  return {
    door,
    /** Takes nobody new, and waits for what is being done until the signal fires. */
    async close(signal: AbortSignal): Promise<void> {
      isDraining = true;
      const { promise: isClosed, resolve } = Promise.withResolvers<void>();
      door.close(() => resolve());
      for (const [name, { socket }] of arrivals) {
        const conversation = conversations.get(name);
        if (conversation) conversation.leave();
        else socket.destroy();
      }
      const cut = () => {
        for (const { socket } of arrivals.values()) socket.destroy();
      };
      if (signal.aborted) cut();
      signal.addEventListener("abort", cut, { once: true });
      await isClosed;
    },
  };
}

const nameOf = (address: string, port: number | undefined) => `${address} ${port}`;
