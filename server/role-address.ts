import { rmSync } from "node:fs";
import type { RequestOptions, Server } from "node:http";
import type { ListenOptions } from "node:net";

/** How one role of this platform reaches another: `unix:/path/to.sock`, or `host:port`. */
const socketOf = (address: string) => (address.startsWith("unix:") ? address.slice("unix:".length) : null);

export function listenOn(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(listenOptions(address), () => resolve());
  });
}

function listenOptions(address: string): ListenOptions {
  const path = socketOf(address);
  if (path !== null) {
    rmSync(path, { force: true }); // left by a killed predecessor
    return { path };
  }
  const { hostname, port } = new URL(`http://${address}`);
  return { host: hostname, port: Number(port) };
}

/** For a request to what listens there. */
export function targetOf(address: string): RequestOptions {
  const socketPath = socketOf(address);
  if (socketPath !== null) return { socketPath };
  const { hostname, port } = new URL(`http://${address}`);
  return { host: hostname, port };
}
