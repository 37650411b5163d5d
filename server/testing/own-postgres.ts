import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Postgres, startPostgres } from "@/server/supervisor/postgres";
import { fill } from "./database";
import type { DatabasePlace } from "./world";

/** A server for one test file, with all the care for crashes: it may be killed, and is started again as in a running platform. */
export function ownPostgres() {
  let folder: string;
  let server: Postgres;
  const place: DatabasePlace = {
    async create() {
      folder = await mkdtemp(join(tmpdir(), "postgres-"));
      server = await startPostgres({ data: join(folder, "data"), report: () => {} });
      const url = `postgres://${server.owner.name}:${server.owner.password}@127.0.0.1:${server.port}/postgres`;
      await fill(url);
      return url;
    },
    async drop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return {
    place,
    /** It ends at once, with all connections and without a checkpoint; resolves when another one runs. */
    async crash(): Promise<void> {
      const { pid } = server;
      process.kill(pid, "SIGQUIT");
      while (server.pid === pid) await sleep(50);
    },
  };
}
