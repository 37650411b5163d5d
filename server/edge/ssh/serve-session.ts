import type { Socket } from "node:net";
import type { ServerChannel, Session } from "ssh2";
import { GitFailure } from "@/server/git";
import { actorOfSshKey } from "@/server/identity";
import { type Ctx, type Dependency, DomainError } from "@/server/kernel";
import type { GitDirectory } from "../git/repository";
import { explain, finish, receive, send } from "./answer";
import { isLfsTransfer, parseCommand } from "./command";
import { runCommand } from "./run-command";

/** A command that is over. */
export interface SshDone {
  readonly command: string;
  /** Path of the repository, as it was asked for. */
  readonly path: string;
  readonly outcome: "done" | "refused" | "failed" | "gone";
  readonly seconds: number;
  readonly requestId: string;
}

interface SessionFacts {
  /** The key that this connection has proved to hold. */
  readonly keyId: string;
  readonly socket: Socket;
  readonly directory: GitDirectory;
  /** A visitor's context for one command. */
  readonly contextFor: () => Ctx<Dependency>;
  /** A command on which nothing has moved for this long is ended. */
  readonly idleMs: number;
  /** Called for everything that moves. */
  readonly touch: () => void;
  readonly measure: (done: SshDone) => void;
}

const MAX_VARIABLES = 64;
const NO_SHELL = "you are known here, and Modelyard has no shell: it serves git and Git LFS.";

/** One session of a connection: at most one command of git, with what it says of the protocol before. */
export function serveSession(session: Session, facts: SessionFacts): void {
  let protocol: string | undefined;
  let variables = 0;
  session.on("env", (accept, reject, { key, val }) => {
    variables += 1;
    if (key !== "GIT_PROTOCOL" || variables > MAX_VARIABLES) return reject?.();
    protocol = val;
    accept?.();
  });
  session.on("shell", (accept) => {
    const channel = channelOf(accept);
    if (channel) void greet(channel, facts);
  });
  session.on("exec", (accept, _reject, { command }) => {
    const channel = channelOf(accept);
    if (channel) void serve(channel, command, { ...facts, protocol });
  });
}

/** `null` for a session that has its command already, or ends: the library has no channel then, whatever its types say. */
const channelOf = (accept: () => ServerChannel | undefined): ServerChannel | null => accept() ?? null;

async function greet(channel: ServerChannel, { contextFor, keyId }: SessionFacts): Promise<void> {
  const ctx = contextFor();
  channel.resume();
  try {
    const caller = await actorOfSshKey(ctx, { id: keyId });
    finish(channel, 1, caller ? `Hi ${caller.actor.username}, ${NO_SHELL}` : REMOVED);
  } catch (error) {
    end(channel, error, { ctx, isGone: false });
  }
}

const REMOVED = "This SSH key was removed.";

interface Asked extends SessionFacts {
  readonly protocol: string | undefined;
}

async function serve(channel: ServerChannel, line: string, asked: Asked): Promise<void> {
  const startedAt = performance.now();
  const visitor = asked.contextFor();
  const command = parseCommand(line);
  const gone = new AbortController();
  channel.on("close", () => gone.abort());
  channel.on("error", () => gone.abort());
  const idle = setTimeout(() => gone.abort(), asked.idleMs);
  const touch = () => {
    idle.refresh();
    asked.touch();
  };
  const measure = (outcome: SshDone["outcome"]) => {
    clearTimeout(idle);
    const path = command ? `${command.address.namespace}/${command.address.name}` : "";
    const seconds = (performance.now() - startedAt) / 1_000;
    asked.measure({ command: command?.kind ?? "other", path, outcome, seconds, requestId: visitor.requestId });
  };
  if (!command) {
    channel.resume();
    finish(channel, 1, isLfsTransfer(line) ? LFS_OVER_HTTP : "Only git and Git LFS are served here");
    return measure("refused");
  }
  const route = { channel, socket: asked.socket, signal: gone.signal, touch };
  try {
    const caller = await actorOfSshKey(visitor, { id: asked.keyId });
    if (!caller) throw new DomainError("unauthenticated", REMOVED);
    const ctx = { ...visitor, actor: caller.actor };
    const { directory, protocol } = asked;
    const task = { ctx, caller, directory, command, protocol, input: receive(route), signal: gone.signal };
    await send(route, await runCommand(task));
    finish(channel, 0);
    measure("done");
  } catch (error) {
    channel.resume();
    measure(end(channel, error, { ctx: visitor, isGone: gone.signal.aborted }));
  }
}

const LFS_OVER_HTTP = "Large files travel over HTTP here: git-lfs-transfer is not served, git-lfs-authenticate is";

/** Tells the client as much as there is to tell, and says how the command ended. */
function end(channel: ServerChannel, error: unknown, { ctx, isGone }: { ctx: Ctx; isGone: boolean }) {
  if (isGone) {
    channel.close();
    return "gone";
  }
  if (error instanceof GitFailure) {
    finish(channel, error.exitCode ?? 1); // git has told the client itself, in its own protocol
    return "failed";
  }
  finish(channel, 1, explain(error));
  if (error instanceof DomainError) return error.code === "unavailable" ? "failed" : "refused";
  ctx.report(error);
  return "failed";
}
