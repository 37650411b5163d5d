import { rm } from "node:fs/promises";
import type { ObjectStore } from "@/server/ports/object-store";
import { objectsFolder, openStores, type Settled } from "@/server/runtime";
import { moveObjects } from "./move-objects";

interface Command {
  readonly env: Settled["env"];
  readonly to: string | undefined;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * `npm run migrate-objects -- --to s3|filesystem`. Before the switch (`YARD_OBJECTS` still names the old store) it copies
 * and removes nothing; after it, it also empties the old store. Throws, in words, when something was left behind.
 */
export async function migrateObjects({ env, to, say, signal }: Command): Promise<void> {
  const { filesystem, s3 } = openStores(env);
  if (s3 === null) {
    throw new Error(
      "Say where the S3 store is: YARD_S3_ENDPOINT, YARD_S3_BUCKET, YARD_S3_ACCESS_KEY and YARD_S3_SECRET_KEY.",
    );
  }
  const stores = to === "s3" ? { to: s3, from: filesystem } : { to: filesystem, from: s3 };
  say(`To: ${await stores.to.check()}. From: ${await stores.from.check()}.`);
  const keepsOriginals = env.YARD_OBJECTS !== to;
  const moved = await moveObjects({ ...stores, keepsOriginals, say, signal });
  say(`${moved.copied} objects copied (${moved.bytes} bytes), ${moved.present} were there, ${moved.removed} removed`);
  for (const key of moved.damaged) say(`! ${key} is damaged: its bytes are not those it was stored with`);
  if (moved.waiting > 0) {
    say(`${moved.waiting} parts of unfinished uploads stay: they are read where they are and end within three days`);
  }
  if (signal.aborted) throw new Error("Interrupted. Run the same command again to continue.");
  if (moved.damaged.length > 0) throw new Error(`${moved.damaged.length} damaged objects were left where they are.`);
  if (keepsOriginals) say(`Now start the platform with YARD_OBJECTS=${to}, and run this once more to finish.`);
  else {
    if (to === "s3" && moved.waiting === 0) await removeEmptied(stores.from, objectsFolder(env));
    say("Everything is moved. The platform no longer needs the old store after its next start without it.");
  }
}

/** Folders without a file in them would look like objects that are still to be moved. */
async function removeEmptied(store: ObjectStore, folder: string) {
  for await (const _ of store.list("")) return;
  await rm(folder, { recursive: true, force: true });
}
