import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { openDatabase } from "@/db/client";
import { checkChain } from "@/server/audit";
import { openDataFolder } from "./backup/open-database";
import type { DatabaseAccess } from "./database-access";

interface Options {
  readonly data: string;
  /** Unset: the embedded one of the data folder, whether it runs or not. */
  readonly database: DatabaseAccess | undefined;
  readonly say: (line: string) => void;
}

/** `npm run verify-audit`: computes the trail's chain anew. Throws, with the place, when it is broken. */
export async function verifyAudit({ data: folder, database, say }: Options): Promise<void> {
  const data = resolve(folder);
  if (!database && !existsSync(data)) throw new Error(`There is no data folder ${data}. Say which one with YARD_DATA.`);
  const opened = database ? { access: database, close: async () => {} } : await openDataFolder(data, say);
  const { db, close } = openDatabase(opened.access.applicationUrl);
  try {
    const { count, brokenAt } = await checkChain(db);
    if (brokenAt !== null) {
      throw new Error(`The audit trail is broken: event ${brokenAt} of ${count} was changed, removed or put in.`);
    }
    say(`The audit trail is whole: ${count} events, each linked to the one before.`);
  } finally {
    await close();
    await opened.close();
  }
}
