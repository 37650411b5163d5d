import type { Socket } from "node:net";
import type { AuthContext, Connection } from "ssh2";
import type { Ctx, Dependency } from "@/server/kernel";
import type { GitDirectory } from "../git/repository";
import { authenticate, type Login, newLogin } from "./authenticate";
import { type SshDone, serveSession } from "./serve-session";

interface Facts {
  readonly socket: Socket;
  readonly visitor: (peer: { readonly address: string; readonly reached: string }) => Ctx<Dependency>;
  readonly directory: GitDirectory;
  readonly limits: { readonly sessions: number; readonly idleMs: number };
  readonly known: () => void;
  readonly measure: (done: SshDone) => void;
  readonly onRefused: (reason: "unknown_key") => void;
}

export interface Conversation {
  /** Takes no new command, and ends once none is running. */
  leave(): void;
}

/** One connection, from its first word to its last: who is there, and which commands they want done. */
export function converse(connection: Connection, facts: Facts): Conversation {
  const { socket, limits, directory, measure } = facts;
  const login = newLogin();
  const running = new Set<object>();
  let isLeaving = false;

  const end = () => connection.end();
  const idle = setTimeout(end, limits.idleMs);
  const contextFor = () => facts.visitor({ address: socket.remoteAddress ?? "", reached: socket.localAddress ?? "" });
  connection.on("error", end); // a client that breaks the protocol, or is gone
  connection.on("close", () => {
    clearTimeout(idle);
    if (login.keyId === null && login.unknown.size > 0) facts.onRefused("unknown_key");
  });
  // The library offers RSA with SHA-1 beside SHA-2, asked for or not: who takes it is sent away.
  connection.on("handshake", ({ serverHostKey }) => serverHostKey === "ssh-rsa" && end());
  connection.on("authentication", (asked) => void answer(contextFor(), login, asked).catch(end));
  connection.on("ready", facts.known);
  connection.on("session", (accept, reject) => {
    const { keyId } = login;
    if (keyId === null || running.size >= limits.sessions || isLeaving) return reject();
    const session = accept();
    running.add(session);
    session.on("close", () => {
      running.delete(session);
      idle.refresh();
      if (isLeaving && running.size === 0) end();
    });
    const touch = () => idle.refresh();
    serveSession(session, { keyId, socket, directory, contextFor, measure, touch, idleMs: limits.idleMs });
  });
  return {
    leave() {
      isLeaving = true;
      if (running.size === 0) end();
    },
  };
}

async function answer(ctx: Ctx, login: Login, asked: AuthContext): Promise<void> {
  try {
    await authenticate(ctx, login, asked);
  } catch (error) {
    ctx.report(error);
    throw error;
  }
}
