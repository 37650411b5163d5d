import { once } from "node:events";
import type { Socket } from "node:net";
import type { ServerChannel } from "ssh2";
import { DomainError } from "@/server/kernel";

interface Line {
  readonly channel: ServerChannel;
  /** Carries the channel, and all others of the connection. */
  readonly socket: Socket;
  readonly signal: AbortSignal;
  /** Called for everything that moves. */
  readonly touch: () => void;
}

/** Bytes that may wait in this process for a client that opened its window and does not read. */
const MAX_WAITING = 4 * 1_024 * 1_024;

/** Sends what a program says; it waits while the client does. Throws when the client is gone. */
export async function send({ channel, socket, signal, touch }: Line, body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of body) {
    signal.throwIfAborted();
    const hasRoom = channel.write(chunk);
    touch();
    if (!hasRoom) await once(channel, "drain", { signal });
    if (socket.writableLength > MAX_WAITING) await once(socket, "drain", { signal });
  }
}

/** What comes from the client, noticed as it passes. */
export async function* receive({ channel, touch }: Line): AsyncGenerator<Uint8Array> {
  for await (const chunk of channel.iterator({ destroyOnReturn: false })) {
    touch();
    yield chunk as Uint8Array;
  }
}

/** Ends a command. The text is shown by git as what the remote says. */
export function finish(channel: ServerChannel, code: number, text?: string): void {
  if (!channel.writable) return;
  if (text !== undefined) channel.stderr.write(`${text}\n`);
  channel.exit(code);
  channel.end();
}

/** For people; of a bug, nothing but that it happened. */
export function explain(error: unknown): string {
  if (!(error instanceof DomainError)) return "Something is broken on our side";
  return error.code === "not_found" ? "Repository not found" : error.message;
}
