import { createReadStream } from "node:fs";
import { relative } from "node:path";
import { createInterface } from "node:readline";
import type { ObjectStore } from "@/server/ports/object-store";
import { linkOrCopy, verifiedPath } from "./files";
import { type Manifest, parseSavedFile } from "./manifest";

/** Puts every object back where it was. Throws in words for a missing or damaged one. */
export async function loadObjects(
  folder: string,
  store: ObjectStore,
  { objects }: Pick<Manifest, "objects">,
): Promise<void> {
  const list = createInterface({ input: createReadStream(await verifiedPath(folder, objects)) });
  for await (const line of list) {
    const saved = parseSavedFile(line);
    const source = await verifiedPath(folder, saved);
    const key = relative("objects", saved.path);
    const local = store.localPath(key);
    if (local === null) await store.put(key, createReadStream(source), saved.bytes);
    else await linkOrCopy(source, local);
  }
}
