import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./port";

const LONGEST_SOCKET_PATH = 100; // the systems' limits are 104 and 108 bytes

/** Where inner roles listen for the edge alone: sockets in the data folder, or loopback ports when their path would be too long. */
export async function chooseInnerAddresses(data: string): Promise<{ readonly web: string; readonly worker: string }> {
  const folder = join(data, "tmp");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    if (/^(?:web|worker)-\d+\.sock$/.test(name)) rmSync(join(folder, name), { force: true });
  }
  const addressOf = async (role: string) => {
    const path = join(folder, `${role}-${process.pid}.sock`);
    return Buffer.byteLength(path) > LONGEST_SOCKET_PATH ? `127.0.0.1:${await freePort()}` : `unix:${path}`;
  };
  return { web: await addressOf("web"), worker: await addressOf("worker") };
}
