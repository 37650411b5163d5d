import { basename, join } from "node:path";
import { nullWhenNotFound } from "@/server/kernel";
import type { ObjectStore } from "@/server/ports/object-store";
import { absent, hashFile, linkOrCopy, saveFile } from "./files";
import type { Manifest, SavedFile } from "./manifest";

const LIST = "objects.jsonl";
const CONTENT = /^lfs\//;
/** Sent by clients and not verified by anybody yet. */
const UNVERIFIED = /^staged\//;

interface SavedObjects {
  readonly objects: Manifest["objects"];
  /** Objects whose bytes are not what their name says: the original is damaged. */
  readonly damaged: readonly string[];
  /** Names of the content that was found. */
  readonly oids: ReadonlySet<string>;
}

/** Every object of the store, files by a second name or as a copy, others read from it; each is hashed once. */
export async function saveObjects(store: ObjectStore, folder: string): Promise<SavedObjects> {
  const damaged: string[] = [];
  const oids = new Set<string>();
  let totalBytes = 0;
  const lines = async function* () {
    for await (const { key } of store.list("")) {
      const saved = UNVERIFIED.test(key) ? null : await saveObject(store, folder, key);
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
async function saveObject(store: ObjectStore, folder: string, key: string): Promise<SavedFile | null> {
  const path = `objects/${key}`;
  const target = join(folder, path);
  const local = store.localPath(key);
  const made = local === null ? null : await linkOrCopy(local, target).then(() => true, absent);
  if (made !== null) return { path, ...(await hashFile(target)) };
  const body = await store.get(key).catch(nullWhenNotFound);
  return body && saveFile(folder, path, body);
}
