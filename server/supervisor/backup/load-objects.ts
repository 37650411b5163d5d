import { createReadStream } from "node:fs";
import { relative } from "node:path";
import { createInterface } from "node:readline";
import { insideRoot } from "@/server/kernel";
import { linkOrCopy, verifiedPath } from "./files";
import { type Manifest, parseSavedFile } from "./manifest";

/** Puts every object back where it was. Throws in words for a missing or damaged one. */
export async function loadObjects(folder: string, root: string, { objects }: Pick<Manifest, "objects">): Promise<void> {
  const list = createInterface({ input: createReadStream(await verifiedPath(folder, objects)) });
  for await (const line of list) {
    const saved = parseSavedFile(line);
    const source = await verifiedPath(folder, saved);
    await linkOrCopy(source, insideRoot(root, relative("objects", saved.path)));
  }
}
