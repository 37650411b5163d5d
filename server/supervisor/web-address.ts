import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./port";

const LONGEST_SOCKET_PATH = 100; // the systems' limits are 104 and 108 bytes

/** Where web listens for the edge alone: a socket in the data folder, or a loopback port when its path would be too long. */
export async function chooseWebAddress(data: string): Promise<string> {
  const folder = join(data, "tmp");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    if (/^web-\d+\.sock$/.test(name)) rmSync(join(folder, name), { force: true });
  }
  const path = join(folder, `web-${process.pid}.sock`);
  return Buffer.byteLength(path) > LONGEST_SOCKET_PATH ? `127.0.0.1:${await freePort()}` : `unix:${path}`;
}
