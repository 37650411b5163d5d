import { readdir } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { absent, hashFile, linkOrCopy, saveFile } from "./files";
import type { Manifest, SavedFile } from "./manifest";

const LIST = "objects.jsonl";
const CONTENT = /^lfs\//;

interface SavedObjects {
  readonly objects: Manifest["objects"];
  /** Objects whose bytes are not what their name says: the original is damaged. */
  readonly damaged: readonly string[];
  /** Names of the content that was found. */
  readonly oids: ReadonlySet<string>;
}

/** Every object under `root` by a second name or as a copy, each read once to know its hash. */
export async function saveObjects(root: string, folder: string): Promise<SavedObjects> {
  const damaged: string[] = [];
  const oids = new Set<string>();
  let totalBytes = 0;
  const lines = async function* () {
    for await (const key of keysUnder(root)) {
      const saved = await saveObject(root, folder, key);
      if (saved === null) continue;
      totalBytes += saved.bytes;
      if (CONTENT.test(key)) oids.add(basename(key));
      if (CONTENT.test(key) && saved.sha256 !== basename(key)) damaged.push(key);
      yield Buffer.from(`${JSON.stringify(saved)}\n`);
    }
  };
  let count = 0;
  const counted = async function* () {
    for await (const line of lines()) {
      count += 1;
      yield line;
    }
  };
  const list = await saveFile(folder, LIST, counted());
  return { objects: { ...list, count, totalBytes }, damaged, oids };
}

/** Null for what was removed while the backup ran. */
async function saveObject(root: string, folder: string, key: string): Promise<SavedFile | null> {
  const path = `objects/${key}`;
  const target = join(folder, path);
  const made = await linkOrCopy(join(root, key), target).then(() => true, absent);
  return made === null ? null : { path, ...(await hashFile(target)) };
}

/** Names that begin with a dot are unfinished writes. */
async function* keysUnder(root: string, folder = root): AsyncGenerator<string> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(absent)) ?? [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) yield* keysUnder(root, path);
    else yield relative(root, path);
  }
}
