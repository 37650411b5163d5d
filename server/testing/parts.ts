import { join } from "node:path";
import type { Db } from "@/db/client";
import { createFilesystemObjects } from "@/server/adapters/objects-filesystem";
import type { Live } from "@/server/kernel/live";
import type { Ports } from "@/server/ports";

/** The real adapters and live things, over one folder. Rooms that are added to `server/runtime.ts` are added here. */
export async function openParts(folder: string, _db: Db) {
  const ports = { objects: createFilesystemObjects({ root: join(folder, "objects") }) } as Ports;
  const live = {} as Live;
  return { ports, live, close: async () => {} };
}
