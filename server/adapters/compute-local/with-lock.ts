import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { DomainError } from "@/server/kernel/errors";

const POLL_MS = 40;
const PATIENCE_MS = 45_000;

/**
 * Only one process of this machine works under a name at a time. An abstract unix socket (unix(7)) has one owner and
 * ends with its process, so there is no lock file that a killed holder could leave behind.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const path = `\0modelyard-${createHash("sha256").update(name).digest("hex")}`;
  const lock = await take(path);
  try {
    return await work();
  } finally {
    await new Promise((closed) => lock.close(closed));
  }
}

async function take(path: string): Promise<Server> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const lock = await claim(path);
    if (lock) return lock;
    await sleep(POLL_MS);
  }
  throw new DomainError("unavailable", "Somebody else has been working on this for too long", { reason: "busy" });
}

async function claim(path: string): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy()).listen({ path, exclusive: true });
  try {
    await once(server, "listening");
    return server;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return null;
    throw error;
  }
}
