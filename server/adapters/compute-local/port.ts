import { randomInt } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, readlink } from "node:fs/promises";
import { createServer } from "node:net";
import { DomainError } from "@/server/kernel/errors";

/** Inclusive; `null` leaves the choice to the system. */
export type PortRange = readonly [first: number, last: number] | null;

/** A loopback port that nobody listens on and none of `taken`. Somebody may still be faster: then the attempt ends with `port`. */
export async function choosePort(range: PortRange, taken: ReadonlySet<number>): Promise<number> {
  if (range === null) return (await tryPort(0)) ?? choosePort(range, taken);
  const [first, last] = range;
  const count = last - first + 1;
  const start = randomInt(count);
  for (let step = 0; step < count; step++) {
    const port = first + ((start + step) % count);
    if (!taken.has(port) && (await tryPort(port)) !== null) return port;
  }
  throw new DomainError("unavailable", `All ports from ${first} to ${last} are taken`, { reason: "no_port" });
}

async function tryPort(port: number): Promise<number | null> {
  const server = createServer().listen({ port, host: "127.0.0.1", exclusive: true });
  try {
    await once(server, "listening");
    const address = server.address();
    return address === null || typeof address === "string" ? null : address.port;
  } catch {
    return null; // any reason not to listen is a reason not to choose it
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}

/** Whether one of these processes listens on the port, so that a stranger's answer is never taken for ours (proc(5), /proc/net/tcp). */
export async function listensOn(pids: readonly number[], port: number): Promise<boolean> {
  const inodes = await listeners(port);
  const held = await Promise.all(pids.map(socketsOf));
  return held.flat().some((inode) => inodes.has(inode));
}

const LISTEN = "0A";

async function listeners(port: number): Promise<ReadonlySet<string>> {
  const tables = await Promise.all(
    ["/proc/net/tcp", "/proc/net/tcp6"].map((path) => readFile(path, "utf8").catch(() => "")),
  );
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = tables.flatMap((table) => table.split("\n").map((row) => row.trim().split(/\s+/)));
  return new Set(rows.filter((row) => row[1]?.endsWith(suffix) && row[3] === LISTEN).map((row) => row[9] ?? ""));
}

async function socketsOf(pid: number): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => "")));
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}
