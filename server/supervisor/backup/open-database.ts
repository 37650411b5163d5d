import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DataFolderTaken, lockDataFolder } from "../data-lock";
import { type DatabaseAccess, embeddedAccess, openEmbeddedDatabase } from "../database-access";
import { startPostgres } from "../postgres";

interface OpenDatabase {
  readonly access: DatabaseAccess;
  close(): Promise<void>;
}

/** The embedded database of a data folder: the one that runs, or one started for as long as it is needed. */
export async function openDataFolder(data: string, report: (line: string) => void): Promise<OpenDatabase> {
  const lock = await lockDataFolder(join(data, "supervisor.lock")).catch((error: unknown) => {
    if (error instanceof DataFolderTaken) return null;
    throw error;
  });
  if (lock === null) return { access: embeddedAccess(data, portOfRunning(data)), close: async () => {} };
  const server = await startPostgres({ data, report });
  return {
    access: await openEmbeddedDatabase(server, data),
    async close() {
      await server.stop();
      lock.release();
    },
  };
}

/** PostgreSQL writes it into the fourth line. */
function portOfRunning(data: string): number {
  const [, , , port] = readFileSync(join(data, "postgres", "postmaster.pid"), "utf8").split("\n");
  return Number(port);
}
